import { BotyardError } from '../errors/botyard-error.ts'
import { LadderBook } from '../market/book.ts'
import { InstrumentTable } from '../market/instrument-table.ts'
import { Market } from '../market/market.ts'
import { NoBook } from '../market/no-book.ts'
import { matchSymbol } from '../market/symbols.ts'
import type { InstrumentRules } from '../ports/instrument.ts'
import type { Memory } from '../ports/memory.ts'
import type { Recording } from '../ports/venue.ts'
import type { BotPlan } from './plan.ts'

/** The instruments of a bot, found in what it will hear of. */
export interface MarketList {
  readonly instruments: InstrumentTable
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
  const markets = plan.spec.symbols.map((symbol) => {
    const place = offered.indexOf(choose(symbol, offered, recording))
    if (numbers[place] >= 0) throw new BotyardError('BY1207', { symbol })
    const listed = instruments.add(offered[place], venue ?? 'account')
    numbers[place] = listed.index
    const hasBook = recording.offers(recording.instruments[place], 'book')
    const windowUnits = plan.spec.capacity?.levels
    const size = windowUnits === undefined ? {} : { windowUnits }
    return new Market(listed, hasBook ? new LadderBook(listed, memory, size) : new NoBook(listed))
  })
  const hasTrades = (instrument: number) => recording.offers(recording.instruments[numbers.indexOf(instrument)], 'trades')
  return { instruments, markets, numbers, hasTrades }
}

function choose(symbol: string, offered: readonly InstrumentRules[], recording: Recording): InstrumentRules {
  const [found, ...others] = matchSymbol(symbol, offered)
  if (found === undefined) {
    const have = offered.map(({ kind, name }) => `${kind}:${name}`)
    throw new BotyardError('BY6012', { file: recording.name, kind: 'rows', symbol, have })
  }
  if (others.length > 0) {
    const candidates = [found, ...others].map(({ venue, kind, name }) => `${venue}:${kind}:${name}`)
    throw new BotyardError('BY3004', { symbol, candidates, example: candidates[0] })
  }
  return found
}
