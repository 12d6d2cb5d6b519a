import { BotyardError } from '../errors/botyard-error.ts'
import type { CallSite } from '../errors/call-site.ts'
import { showValue } from '../errors/show-value.ts'
import type { BotSpec } from './bot.ts'
import { unknownField } from './bot-fields.ts'
import type { PlaceOf } from './plan.ts'
import type { PluginSpec } from './spec.ts'

const plainName = /^[A-Za-z][A-Za-z0-9-]*$/
const venueName = /^[a-z][A-Za-z0-9-]*$/

/** Checks what `defineBot` was given, as far as it can be seen without making anything. Node runs bot files without checking their types. */
export function checkBot(
  spec: BotSpec,
  { at, placeOf }: { at: CallSite | undefined; placeOf: PlaceOf },
  problems: BotyardError[],
): void {
  checkParts(spec, at, problems)
  if (typeof spec.name === 'string' && spec.name !== '') checkName('bot', spec.name, at, problems)
  checkSymbols(spec.symbols, placeOf, problems)
  checkCostSymbols(spec, at, problems)
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
  const several: unknown = spec.venues ?? {}
  // What is no record of venues is a problem of its field.
  const named = typeof several === 'object' && several !== null && !Array.isArray(several) ? Object.entries(several) : []
  const written = spec.venue === undefined ? named : [[undefined, spec.venue] as const]
  if (spec.venue !== undefined && named.length > 0) problems.push(bothVenues(at))
  return written.filter(([name, venue]) => {
    if (name !== undefined) checkName('venue', name, at, problems)
    if (isPlugin(venue)) return true
    const what = name === undefined ? 'venue' : `venues.${name}`
    const details = { what, got: showValue(venue), expected: 'a venue that was made by calling it', example: 'venue: sim()' }
    problems.push(new BotyardError('BY1102', details, { at }))
    return false
  })
}

/** One of them would be ignored. */
function bothVenues(at: CallSite | undefined): BotyardError {
  const details = { what: 'venues', got: 'an object', expected: 'nothing, because there is a venue', example: 'venue: sim()' }
  return new BotyardError('BY1102', details, { at, fix: ['write venue for one venue, or venues for several'] })
}

function isPlugin(thing: unknown): thing is PluginSpec {
  return typeof thing === 'object' && thing !== null && 'sort' in thing && thing.sort === 'plugin'
}

function checkParts(spec: BotSpec, at: CallSite | undefined, problems: BotyardError[]): void {
  const missing = (what: string, example: string) =>
    problems.push(new BotyardError('BY1204', { bot: typeof spec.name === 'string' ? spec.name : '', what, example }, { at }))
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
  if (!account?.quote || account.start === undefined || account.start === null)
    missing('account', "account: { start: 10_000, quote: 'USDT' }")
}

function checkSymbols(symbols: unknown, placeOf: PlaceOf, problems: BotyardError[]): void {
  const seen = new Set<unknown>()
  for (const [i, symbol] of (Array.isArray(symbols) ? symbols : []).entries()) {
    const details = { what: 'an entry of symbols', got: showValue(symbol), expected: 'a symbol', example: "'BTCUSDT'" }
    if (typeof symbol !== 'string')
      problems.push(new BotyardError('BY1102', details, placeOf(`symbols.${i}`, 'expected a symbol')))
    else if (seen.has(symbol)) problems.push(new BotyardError('BY1207', { symbol }, placeOf(`symbols.${i}`, 'listed before')))
    seen.add(symbol)
  }
}

/** Fees of a symbol that the bot does not have would be charged to nobody. */
function checkCostSymbols({ costs, symbols }: BotSpec, at: CallSite | undefined, problems: BotyardError[]): void {
  const given: unknown = costs?.symbols
  if (!Array.isArray(symbols) || typeof given !== 'object' || given === null || Array.isArray(given)) return
  for (const symbol of Object.keys(given))
    if (!symbols.includes(symbol)) problems.push(unknownField(symbol, 'costs.symbols', `costs.symbols.${symbol}`, symbols, at))
}
