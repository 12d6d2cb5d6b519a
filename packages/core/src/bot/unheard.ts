import { BotyardError } from '../errors/botyard-error.ts'
import type { Strategy } from '../ports/strategy.ts'
import type { Interest, Recording } from '../ports/venue.ts'
import type { MarketList } from './market-list.ts'
import type { MadeStrategy } from './strategies.ts'

/** What a strategy waits for in vain. */
export interface Unheard {
  readonly strategy: string
  /** In words: 'onBook, no book in this data'. */
  readonly reasons: readonly string[]
  /** Whether it waits for nothing else of the market. */
  readonly isAll: boolean
  readonly problem: BotyardError
}

/** Rows of the market by the callback that hears them. */
const kinds = { onBook: 'book', onTrade: 'trades', onTicker: 'ticker', onData: 'data' } as const satisfies Partial<
  Record<keyof Strategy, Interest['kind']>
>
const barCallbacks = ['onBar', 'onOpen', 'onBars'] as const satisfies readonly (keyof Strategy)[]

/** Finds callbacks that can never be called, because the data has no such rows or no bars were asked for: they would be silent all along. */
export function unheardBy(made: readonly MadeStrategy[], recording: Recording, { numbers, instruments }: MarketList): Unheard[] {
  return made.flatMap(({ seat, desks, hasBars, site }) => {
    const offers = (kind: Interest['kind']) =>
      desks.some(({ instrument }) => recording.offers(recording.instruments[numbers.indexOf(instrument.index)], kind))
    const heard = (Object.keys(kinds) as (keyof typeof kinds)[]).filter((name) => seat.strategy[name] !== undefined)
    const bars = barCallbacks.filter((name) => seat.strategy[name] !== undefined)
    const missing = heard.filter((name) => !offers(kinds[name]))
    const reasons = [
      ...missing.map((name) => `${name}, no ${kinds[name]} in this data`),
      ...(hasBars ? [] : bars.map((name) => `${name}, desk.bars was not called`)),
    ]
    if (reasons.length === 0) return []
    const [first] = missing
    const symbols = desks.map(({ instrument }) => instrument.symbol)
    const why = `${seat.name} is never called: ${reasons.join('; ')}.`
    const file = recording.name
    const have = [...new Set(instruments.listed.flatMap(({ index }) => offered(recording, numbers.indexOf(index))))]
    const details = {
      file,
      kind: first === undefined ? 'bars that were asked for' : kinds[first],
      symbol: symbols.join(', '),
      have,
    }
    const isAll = missing.length === heard.length && (bars.length === 0 || !hasBars)
    return [{ strategy: seat.name, reasons, isAll, problem: new BotyardError('BY6012', details, { at: site, why }) }]
  })
}

function offered(recording: Recording, place: number): string[] {
  const all = ['book', 'trades', 'bars', 'ticker', 'data'] as const
  return all.filter((kind) => recording.offers(recording.instruments[place], kind))
}
