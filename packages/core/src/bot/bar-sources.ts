import { toMicros } from '../options/duration-text.ts'
import type { Recording } from '../ports/venue.ts'
import type { MarketList } from './market-list.ts'

/** What a market offers to make bars from. */
export interface BarSources {
  readonly name: string
  /** Lengths in milliseconds of the bars that come with the market of an instrument. */
  intervalsMillis(instrument: number): readonly number[]
  hasTrades(instrument: number): boolean
}

/** The same of a recording, by the numbers that its instruments have on the tape. */
export function barSourcesOf(recording: Recording, list: MarketList): BarSources {
  const rulesOf = (instrument: number) => recording.instruments[list.numbers.indexOf(instrument)]
  return {
    name: recording.name,
    intervalsMillis: (instrument) => recording.intervals(rulesOf(instrument)).map((interval) => toMicros(interval) / 1000),
    hasTrades: (instrument) => recording.offers(rulesOf(instrument), 'trades'),
  }
}
