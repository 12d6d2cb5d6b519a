import { BotyardError } from '../errors/botyard-error.ts'
import type { CallSite } from '../errors/call-site.ts'
import { closestWord } from '../errors/closest-word.ts'
import { showValue } from '../errors/show-value.ts'
import { slotsMax } from '../orders/order-pool.ts'
import type { BotSpec } from './bot.ts'
import type { PluginSpec } from './spec.ts'

/** Everything that can be said about a bot. */
const fields = {
  name: true,
  venue: true,
  venues: true,
  symbols: true,
  account: true,
  strategies: true,
  risk: true,
  plugins: true,
  costs: true,
  latency: true,
  orders: true,
  data: true,
  capacity: true,
  profiles: true,
} as const satisfies Record<keyof BotSpec, true>

/** The most of everything that a bot may keep ready. */
const capacityMax = { instruments: 65_535, orders: slotsMax, levels: 2 ** 24, timers: 2 ** 20 } as const

const plainName = /^[A-Za-z][A-Za-z0-9-]*$/
const venueName = /^[a-z][A-Za-z0-9-]*$/

/** Checks what `defineBot` was given, as far as it can be seen without making anything. Node runs bot files without checking their types. */
export function checkBot(spec: BotSpec, at: CallSite | undefined, problems: BotyardError[]): void {
  checkFields(spec, 'defineBot', at, problems)
  for (const [name, change] of Object.entries(spec.profiles ?? {})) checkFields(change, `the profile ${name}`, at, problems)
  checkParts(spec, at, problems)
  if (typeof spec.name === 'string' && spec.name !== '') checkName('bot', spec.name, at, problems)
  checkSymbols(spec.symbols, at, problems)
  checkCapacity(spec, at, problems)
  const rounding = spec.orders?.rounding
  if (rounding !== undefined && rounding !== 'refuse' && rounding !== 'passive') {
    const choices = ['refuse', 'passive']
    problems.push(new BotyardError('BY1109', { what: 'orders.rounding', got: showValue(rounding), choices }, { at }))
  }
}

/** Names become parts of order ids, file names and flags; those of venues are the beginning of symbols. */
export function checkName(
  what: 'bot' | 'strategy' | 'plugin' | 'venue',
  name: string,
  at: CallSite | undefined,
  problems: BotyardError[],
): void {
  if (what === 'venue' ? venueName.test(name) : plainName.test(name)) return
  const reason =
    name === ''
      ? 'it is empty'
      : what === 'venue' && plainName.test(name)
        ? 'venues begin with a small letter'
        : 'it has other characters'
  problems.push(new BotyardError('BY1206', { name, what, reason }, { at }))
}

/** What stands in `venue`, or in `venues` with its name; what is no venue is left out and is a problem. */
export function venuesOf(
  spec: BotSpec,
  at: CallSite | undefined,
  problems: BotyardError[],
): (readonly [name: string | undefined, venue: PluginSpec])[] {
  const written = spec.venue === undefined ? Object.entries(spec.venues ?? {}) : [[undefined, spec.venue] as const]
  return written.filter(([name, venue]) => {
    if (name !== undefined) checkName('venue', name, at, problems)
    if (isPlugin(venue)) return true
    const what = name === undefined ? 'venue' : `venues.${name}`
    const details = { what, got: showValue(venue), expected: 'a venue that was made by calling it', example: 'venue: sim()' }
    problems.push(new BotyardError('BY1102', details, { at }))
    return false
  })
}

function isPlugin(thing: unknown): thing is PluginSpec {
  return typeof thing === 'object' && thing !== null && 'sort' in thing && thing.sort === 'plugin'
}

function checkFields(given: object, owner: string, at: CallSite | undefined, problems: BotyardError[]): void {
  const known = Object.keys(fields)
  for (const field of Object.keys(given)) {
    if (Object.hasOwn(fields, field)) continue
    const closest = closestWord(field, known)
    const details = { owner, option: field, known, ...(closest === undefined ? {} : { closest }) }
    const place = { at, ...(closest === undefined ? {} : { fix: [`write ${closest} instead of ${field}`] as const }) }
    problems.push(new BotyardError('BY1103', details, place))
  }
}

function checkParts(spec: BotSpec, at: CallSite | undefined, problems: BotyardError[]): void {
  const missing = (what: string, example: string) =>
    problems.push(new BotyardError('BY1204', { bot: String(spec.name ?? ''), what, example }, { at }))
  if (typeof spec.name !== 'string' || spec.name === '') missing('name', "name: 'my-bot'")
  if (spec.venue === undefined && Object.keys(spec.venues ?? {}).length === 0) missing('venue', 'venue: sim()')
  if (!Array.isArray(spec.symbols) || spec.symbols.length === 0) missing('symbols', "symbols: ['BTCUSDT']")
  for (const field of ['strategies', 'risk', 'plugins'] as const) {
    const list: unknown = spec[field]
    if (list === undefined || Array.isArray(list)) continue
    const details = { what: field, got: showValue(list), expected: 'a list', example: `${field}: [ ... ]` }
    problems.push(new BotyardError('BY1102', details, { at }))
  }
  if (spec.strategies === undefined || (Array.isArray(spec.strategies) && !spec.strategies.some(Boolean)))
    missing('strategies', 'strategies: [momentum()]')
  const { account } = spec
  if (typeof account?.quote !== 'string' || account.quote === '' || account.start === undefined || account.start === null)
    missing('account', "account: { start: 10_000, quote: 'USDT' }")
}

function checkSymbols(symbols: unknown, at: CallSite | undefined, problems: BotyardError[]): void {
  const seen = new Set<unknown>()
  for (const symbol of Array.isArray(symbols) ? symbols : []) {
    const details = { what: 'an entry of symbols', got: showValue(symbol), expected: 'a symbol', example: "'BTCUSDT'" }
    if (typeof symbol !== 'string') problems.push(new BotyardError('BY1102', details, { at }))
    else if (seen.has(symbol)) problems.push(new BotyardError('BY1207', { symbol }, { at }))
    seen.add(symbol)
  }
}

function checkCapacity({ capacity = {} }: BotSpec, at: CallSite | undefined, problems: BotyardError[]): void {
  for (const [name, most] of Object.entries(capacityMax)) {
    const count: unknown = capacity[name as keyof typeof capacityMax]
    if (count === undefined) continue
    const isCount = typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= most
    if (isCount && (name !== 'levels' || Number.isInteger(Math.log2(count)))) continue
    const range = name === 'levels' ? `powers of two up to ${most}` : `whole numbers from 1 to ${most}`
    problems.push(new BotyardError('BY1104', { what: `capacity.${name}`, got: showValue(count), range }, { at }))
  }
}
