import { BotyardError, throwAll } from '../errors/botyard-error.ts'
import { LadderBook } from '../market/book.ts'
import { InstrumentTable } from '../market/instrument-table.ts'
import { Market } from '../market/market.ts'
import { nearestForm } from '../market/nearest-symbols.ts'
import { NoBook } from '../market/no-book.ts'
import { matchSymbol, readSymbol, writeSymbol } from '../market/symbols.ts'
import type { InstrumentRules } from '../ports/instrument.ts'
import type { Memory } from '../ports/memory.ts'
import type { Recording } from '../ports/venue.ts'
import type { BotPlan } from './plan.ts'

/** The instruments of a bot, found in what it will hear of. */
export interface MarketList {
  readonly instruments: InstrumentTable
  /** @internal */
  readonly markets: readonly Market[]
  /** For each instrument of the recording the number it has on the bot's tape, or -1. */
  readonly numbers: readonly number[]
  /** Whether trades of an instrument are heard. */
  hasTrades(instrument: number): boolean
}

/**
 * Finds each symbol of a bot in a recording. A recording made elsewhere is heard under the name of the bot's own venue when it has only
 * one; with several, the names in the recording must agree.
 */
export function listMarkets(plan: BotPlan, recording: Recording, memory: Memory): MarketList {
  const [venue] = plan.venues
  const rename = plan.venues.length === 1 && venue !== undefined
  const offered = recording.instruments.map((rules) => (rename ? { ...rules, venue } : rules))
  const instruments = new InstrumentTable()
  const numbers = offered.map(() => -1)
  const chosen = chooseAll(plan, offered, recording)
  const markets = chosen.map((rules, i) => {
    const place = offered.indexOf(rules)
    const symbol = plan.spec.symbols[i] ?? ''
    if (numbers[place] >= 0) throw new BotyardError('BY1207', { symbol }, plan.placeOf(`symbols.${i}`, 'listed before'))
    const listed = instruments.add(offered[place], venue ?? 'account')
    numbers[place] = listed.index
    const hasBook = recording.offers(recording.instruments[place], 'book')
    const windowUnits = plan.spec.capacity?.windowUnits
    const size = windowUnits === undefined ? {} : { windowUnits }
    return new Market(listed, hasBook ? new LadderBook(listed, memory, size) : new NoBook(listed))
  })
  const hasTrades = (instrument: number) => recording.offers(recording.instruments[numbers.indexOf(instrument)], 'trades')
  return { instruments, markets, numbers, hasTrades }
}

/** The instrument of each symbol; everything that is wrong with any of them at once. */
function chooseAll(plan: BotPlan, offered: readonly InstrumentRules[], recording: Recording): InstrumentRules[] {
  const problems: BotyardError[] = []
  const chosen = plan.spec.symbols.flatMap((symbol, i) => {
    const [found, ...others] = matchSymbol(symbol, offered)
    const path = `symbols.${i}`
    if (found === undefined) problems.push(notOffered(symbol, path, offered, { plan, recording }))
    if (others.length === 0 || found === undefined) return found ?? []
    const candidates = [found, ...others].map(({ venue, kind, name }) => writeSymbol(venue, kind, name))
    const place = plan.placeOf(path, `could be ${candidates.length} markets`)
    problems.push(new BotyardError('BY3004', { symbol, candidates, example: candidates[0] ?? '' }, place))
    return []
  })
  throwAll(problems)
  return chosen
}

const namesShownMax = 10

function notOffered(
  symbol: string,
  path: string,
  offered: readonly InstrumentRules[],
  { plan, recording }: { readonly plan: BotPlan; readonly recording: Recording },
): BotyardError {
  const parts = readSymbol(symbol)
  if ('problem' in parts) return new BotyardError('BY3003', { symbol, reason: parts.problem }, plan.placeOf(path, parts.problem))
  const { venue } = parts
  if (venue !== undefined && !plan.venues.includes(venue)) {
    const details = { symbol, venue, known: plan.venues }
    return new BotyardError('BY3002', details, plan.placeOf(path, `the bot has no venue ${venue}`))
  }
  const found = plan.spec.symbols.filter((one) => matchSymbol(one, offered).length > 0)
  const taken = found.flatMap((one) => matchSymbol(one, offered))
  // What the bot has already would only be listed twice.
  const nearest = nearestForm(
    symbol,
    offered.filter((one) => !taken.includes(one)),
  )
  const have = offered.slice(0, namesShownMax).map(({ kind, name }) => `${kind}:${name}`)
  const details = { venue: `"${recording.name}"`, symbol, closest: nearest ?? have }
  const why = `The data has: ${have.join(', ')}${offered.length > have.length ? ' and others' : ''}`
  const place = { ...plan.placeOf(path, 'not in the data'), why }
  if (nearest === undefined && found.length === 0) return new BotyardError('BY3001', details, place)
  if (nearest === undefined) {
    const without = [
      `run without it: --symbols ${found.join(',')}`,
      'import it into the same folder, and name that with --data',
    ] as const
    return new BotyardError('BY3001', details, { ...place, fix: without })
  }
  const fix = [`write ${nearest} instead of ${symbol}`, 'see what the data has: npx botyard data ls'] as const
  return new BotyardError('BY3001', details, { ...plan.placeOf(path, `did you mean ${nearest}?`), why, fix })
}
