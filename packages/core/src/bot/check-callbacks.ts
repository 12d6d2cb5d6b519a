import { BotyardError } from '../errors/botyard-error.ts'
import type { CallSite } from '../errors/call-site.ts'
import { closestWord } from '../errors/closest-word.ts'
import { showValue } from '../errors/show-value.ts'
import type { Strategy } from '../ports/strategy.ts'

/** Every callback that a strategy may have. */
export const callbacks = [
  'onStart',
  'onStop',
  'onBook',
  'onTrade',
  'onBar',
  'onOpen',
  'onBars',
  'onTicker',
  'onFunding',
  'onData',
  'onAnswer',
  'onMarket',
  'onOrder',
  'onFill',
  'onRefused',
] as const satisfies readonly (keyof Strategy)[]

const known: readonly string[] = callbacks
const plain = (name: string) => name.toLowerCase().replace(/[^a-z]/g, '')
const plainNames = new Set(callbacks.map(plain))

/**
 * Checks what `create` of a strategy returned. A callback is found by its name, so one that is misspelled would wait for ever without a
 * word: that is BY2102. What is no function, and a promise of callbacks, is BY2101; one for which somebody would have to wait is BY2110.
 */
export function checkCallbacks(made: unknown, strategy: string, at: CallSite | undefined): asserts made is Strategy | undefined {
  const fault = (reason: string, word = 'create') =>
    new BotyardError(
      'BY2101',
      { strategy, reason },
      { at, frame: { word }, fix: ['return an object of callbacks, which are functions'] },
    )
  if (made === undefined || made === null) return
  if (made instanceof Promise) throw fault('it returned a promise; create returns its callbacks at once')
  if (typeof made !== 'object') throw fault(`it returned ${showValue(made)}, expected an object of callbacks`)
  for (const name of namesIn(made)) {
    const value: unknown = Reflect.get(made, name)
    if (known.includes(name)) {
      if (typeof value === 'function') checkPlain(value, name, strategy, at)
      else if (value !== undefined) throw fault(`${name} is ${showValue(value)}, expected a function`, name)
      continue
    }
    if (typeof value !== 'function' || !(/^on[A-Z]/.test(name) || plainNames.has(plain(name)))) continue
    const closest = callbacks.find((one) => plain(one) === plain(name)) ?? closestWord(name, callbacks)
    const details = { strategy, callback: name, known: closest === undefined ? callbacks : [closest] }
    const label = closest === undefined ? 'no such callback' : `did you mean ${closest}?`
    throw new BotyardError('BY2102', details, { at, frame: { word: name, label } })
  }
}

// What was made for an older engine hides it; that is noticed when it returns a promise.
function checkPlain(callback: object, name: string, strategy: string, at: CallSite | undefined): void {
  const sort = Object.prototype.toString.call(callback)
  const isAsync = sort.startsWith('[object Async')
  if (!isAsync && sort !== '[object GeneratorFunction]') return
  const fault = isAsync ? 'is async' : 'is a generator'
  throw new BotyardError('BY2110', { strategy, callback: name, fault }, { at, frame: { word: name, label: `this ${fault}` } })
}

/** Names of an object and of the classes it is made by. */
function namesIn(made: object): Set<string> {
  const names = new Set<string>()
  for (let of: object | null = made; of !== null && of !== Object.prototype; of = Object.getPrototypeOf(of))
    for (const name of Object.getOwnPropertyNames(of)) names.add(name)
  return names
}
