import { BotyardError, type ErrorPlace } from '../errors/botyard-error.ts'
import type { CallSite } from '../errors/call-site.ts'
import { closestWord } from '../errors/closest-word.ts'
import { showValue } from '../errors/show-value.ts'
import { windowUnitsMin } from '../market/half-book.ts'
import { readBasisPoints } from '../options/basis-points.ts'
import { delayProblem } from '../options/delay.ts'
import { duration, type Option, oneOf, percent } from '../options/options.ts'
import { readValue } from '../options/read-value.ts'
import { slotsMax } from '../orders/order-pool.ts'
import { isStartAmount } from '../orders/start-amounts.ts'
import type { BotSpec } from './bot.ts'

/** Looks at one value; what is wrong with it is named by its path, 'costs.taker'. */
type Check = (value: unknown, path: string, place: ErrorPlace) => BotyardError | undefined | readonly (BotyardError | undefined)[]

/** What may stand in a field: anything that others look at, one value, or a record of fields. */
type Field = 'elsewhere' | Check | { readonly example: string; readonly inside: Readonly<Record<string, Check>> }

/** No venue takes a tenth of a value, and none pays those who take, so that is a slip of the pen; a maker may be paid a little. */
const fees = {
  taker: declared(percent('0.055%', '', { min: '0%', max: '10%' })),
  maker: declared(percent('0.02%', '', { min: '-1%', max: '10%' })),
}

/** More than this is no slippage: the price would be lost. */
const slippageBpsMax = 1_000

/** Everything that can be said about a bot, and what of it can be judged without making anything. */
export const fields = {
  name: 'elsewhere',
  venue: 'elsewhere',
  venues: byName,
  symbols: 'elsewhere',
  strategies: 'elsewhere',
  risk: 'elsewhere',
  plugins: 'elsewhere',
  profiles: 'elsewhere',
  account: { example: "account: { start: 10_000, quote: 'USDT' }", inside: { start, quote: text("'USDT'") } },
  costs: {
    example: "costs: { taker: '0.055%' }",
    inside: { ...fees, slippage, funding, symbols: feesOfSymbols },
  },
  latency: {
    example: "latency: { entry: '10ms' }",
    inside: { entry: delay, response: delay },
  },
  orders: { example: "orders: { rounding: 'passive' }", inside: { rounding: declared(oneOf(['refuse', 'passive'], '')) } },
  data: text("'data/btcusdt.byc'"),
  capacity: {
    example: 'capacity: { orders: 4096 }',
    inside: { orders: count(slotsMax), windowUnits: powerOfTwo(windowUnitsMin, 2 ** 24), timers: count(2 ** 20) },
  },
} as const satisfies Record<keyof BotSpec, Field>

const names = Object.keys(fields)

/**
 * Checks the fields of a bot, those inside of them, and those of every profile, also of the ones that are not asked for: Node runs bot
 * files without checking their types, and a misspelled cost would be a cost of nothing.
 */
export function checkFields(spec: BotSpec, at: CallSite | undefined, problems: BotyardError[]): void {
  checkRecord(spec, 'defineBot', '', at, problems)
  const profiles: unknown = spec.profiles
  if (profiles === undefined || profiles === null) return
  if (!isRecord(profiles))
    problems.push(notARecord('profiles', profiles, "profiles: { careful: { risk: [maxPosition('10%')] } }", at))
  else
    for (const [name, change] of Object.entries(profiles)) {
      const path = `profiles.${name}`
      if (isRecord(change)) checkRecord(change, `the profile ${name}`, `${path}.`, at, problems)
      else problems.push(notARecord(path, change, `${path}: { symbols: ['BTCUSDT'] }`, at))
    }
}

/** What is wrong with a part of a bot that stands in no file. */
export function fieldFaults(part: object): BotyardError[] {
  const problems: BotyardError[] = []
  checkRecord(part, 'the bot', '', undefined, problems)
  return problems
}

function checkRecord(given: object, owner: string, before: string, at: CallSite | undefined, problems: BotyardError[]): void {
  for (const [name, value] of Object.entries(given)) {
    const path = before + name
    if (!Object.hasOwn(fields, name)) problems.push(unknownField(name, owner, path, names, at))
    else if (value !== undefined && value !== null)
      problems.push(...fieldProblems(fields[name as keyof typeof fields], value, path, at).filter((one) => one !== undefined))
  }
}

function fieldProblems(field: Field, value: unknown, path: string, at: CallSite | undefined): (BotyardError | undefined)[] {
  if (field === 'elsewhere') return []
  if (typeof field === 'function') return [field(value, path, { at })].flat()
  if (!isRecord(value)) return [notARecord(path, value, field.example, at)]
  return Object.entries(value).flatMap(([name, inner]) => {
    const check = Object.hasOwn(field.inside, name) ? field.inside[name] : undefined
    const innerPath = `${path}.${name}`
    if (check === undefined) return unknownField(name, path, innerPath, Object.keys(field.inside), at)
    return inner === undefined ? undefined : check(inner, innerPath, { at })
  })
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function notARecord(path: string, value: unknown, example: string, at: CallSite | undefined): BotyardError {
  const details = { what: path, got: showValue(value), expected: 'an object', example }
  return new BotyardError('BY1102', details, { at, frame: { option: path, label: 'expected an object' } })
}

/** A name that stands where it means nothing, with the one it was meant to be. */
export function unknownField(
  name: string,
  owner: string,
  path: string,
  known: readonly string[],
  at: CallSite | undefined,
): BotyardError {
  const closest = closestWord(name, known)
  const label = closest === undefined ? `${owner} has no such field` : `did you mean ${closest}?`
  const place = { at, frame: { option: path, part: 'name', label } } as const
  const why = 'It would be ignored, and the bot would run with something else than you wrote, so it did not start.'
  if (closest === undefined) return new BotyardError('BY1103', { owner, option: name, known }, { ...place, why })
  const fix = [`write ${closest} instead of ${name}`] as const
  return new BotyardError('BY1103', { owner, option: name, known, closest }, { ...place, why, fix })
}

function wrong(path: string, value: unknown, expected: string, example: string, place: ErrorPlace): BotyardError {
  const details = { what: path, got: showValue(value), expected, example }
  return new BotyardError('BY1102', details, { ...place, frame: { option: path, label: `expected ${expected}` } })
}

/** A value that is written as an option of a strategy is. */
function declared(option: Option<unknown>): (...read: Parameters<Check>) => BotyardError | undefined {
  return (value, path, place) => readValue(option, value, { what: path, option: path, place }).problem
}

function text(example: string): Check {
  return (value, path, place) => (typeof value === 'string' ? undefined : wrong(path, value, 'a text', example, place))
}

function slippage(value: unknown, path: string, place: ErrorPlace): BotyardError | undefined {
  if (value === 'book' || readBasisPoints(value) <= slippageBpsMax) return undefined
  if (Number.isNaN(readBasisPoints(value))) return wrong(path, value, "'book' or basis points", "'2bp'", place)
  return outside(path, value, `'0bp' to '${slippageBpsMax}bp'`, place)
}

function funding(value: unknown, path: string, place: ErrorPlace): BotyardError | undefined {
  return value === 'recorded' ? undefined : declared(percent('0.01%', '', { min: '-100%', max: '100%' }))(value, path, place)
}

function byName(value: unknown, path: string, place: ErrorPlace): BotyardError | undefined {
  return isRecord(value) ? undefined : notARecord(path, value, `${path}: { a: sim(), b: sim() }`, place.at)
}

/** Which symbols the bot has is looked at with the bot as a whole: a profile may name others. */
function feesOfSymbols(value: unknown, path: string, { at }: ErrorPlace): (BotyardError | undefined)[] {
  const example = `costs: { symbols: { SOLUSDT: { taker: '0.1%' } } }`
  if (!isRecord(value)) return [notARecord(path, value, example, at)]
  return Object.entries(value).flatMap(([symbol, own]) => fieldProblems({ example, inside: fees }, own, `${path}.${symbol}`, at))
}

function delay(value: unknown, path: string, place: ErrorPlace): BotyardError | undefined {
  if (!isRecord(value)) return declared(duration('10ms', ''))(value, path, place)
  const expected = delayProblem(value)
  return expected === undefined ? undefined : wrong(path, value, expected, "'10ms' or { median: '8ms', p99: '60ms' }", place)
}

function start(value: unknown, path: string, place: ErrorPlace): BotyardError | undefined {
  const amounts: [string, unknown][] = isRecord(value)
    ? Object.entries(value).map(([currency, amount]) => [`${path}.${currency}`, amount])
    : [[path, value]]
  const [first] = amounts.filter(([, amount]) => !isStartAmount(amount))
  return first === undefined ? undefined : wrong(first[0], first[1], 'an amount of at least 0', '10_000', place)
}

function count(most: number): Check {
  return within(1, most, Number.isInteger, 'whole numbers')
}

function powerOfTwo(least: number, most: number): Check {
  return within(least, most, (value) => Number.isInteger(Math.log2(value)), 'powers of two')
}

function within(least: number, most: number, fits: (value: number) => boolean, sort: string): Check {
  return (value, path, place) => {
    if (typeof value === 'number' && value >= least && value <= most && fits(value)) return undefined
    return outside(path, value, `${sort} from ${least} to ${most}`, place)
  }
}

function outside(path: string, value: unknown, range: string, place: ErrorPlace): BotyardError {
  const frame = { option: path, label: `allowed is ${range}` }
  return new BotyardError('BY1104', { what: path, got: showValue(value), range }, { ...place, frame })
}
