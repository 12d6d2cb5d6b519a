import { BotyardError } from '../errors/botyard-error.ts'
import { showValue } from '../errors/show-value.ts'
import type { Wishes } from './bot.ts'
import type { PlaceOf } from './plan.ts'
import type { Spec } from './spec.ts'

/** The wishes in a list of a bot, without the falsy ones; what is none of that sort is BY2009. */
export function wishesOf<S extends Spec<{ readonly name: string }> & { readonly sort: string }>(
  list: Wishes<S> | undefined,
  sort: S['sort'],
  field: string,
  placeOf: PlaceOf,
  problems: BotyardError[],
): S[] {
  const kept: S[] = []
  ;(Array.isArray(list) ? list : []).forEach((one: S | false | null | undefined, index: number) => {
    if (one === undefined || one === null || one === false) return
    if (typeof one === 'object' && one.sort === sort) kept.push(one)
    else problems.push(notAWish(one, { index, list: field, sort, placeOf }))
  })
  return kept
}

function notAWish(
  one: unknown,
  { index, list, sort, placeOf }: { index: number; list: string; sort: string; placeOf: PlaceOf },
): BotyardError {
  const details = { index, list, got: showValue(one), expected: `a ${sort}` }
  const path = `${list}.${index}`
  if (typeof one !== 'function')
    return new BotyardError('BY2009', details, {
      ...placeOf(path, `expected a ${sort}`),
      fix: [`put what the function of a ${sort} returns here`],
    })
  const name = functionName(one)
  return new BotyardError('BY2009', details, {
    ...placeOf(path, `call it: ${name}()`),
    fix: [`call the function: ${name}() instead of ${name}`],
  })
}

/** What a function is called where it was written, as near as can be known: those of Botyard go by what they define. */
function functionName(one: object): string {
  const definition: unknown = Reflect.get(one, 'definition')
  const names = [Reflect.get(Object(definition), 'name'), Reflect.get(one, 'name')]
  return names.find((name): name is string => typeof name === 'string' && /^[A-Za-z_$][\w$]*$/.test(name)) ?? 'it'
}
