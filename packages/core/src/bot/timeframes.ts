import type { Listened, Timeframe } from '../engine/callback-table.ts'
import type { StateRecords } from '../engine/state.ts'
import { BotyardError } from '../errors/botyard-error.ts'
import { BarBuilder } from '../market/bar-builder.ts'
import { BarSeries } from '../market/bar-series.ts'
import { intervalMillis } from '../market/interval.ts'
import { writeDuration } from '../options/duration-text.ts'
import type { Memory } from '../ports/memory.ts'
import type { BarsOptions } from '../ports/strategy.ts'
import type { Duration } from '../ports/time.ts'

/** What a market offers to make bars from. */
export interface BarSources {
  readonly name: string
  /** Lengths in milliseconds of the bars that come with the market of an instrument. */
  intervalsMillis(instrument: number): readonly number[]
  hasTrades(instrument: number): boolean
}

/** Finds or makes the bars a strategy asks for. The same question has the same answer in every mode. */
export class Timeframes {
  readonly #memory: Memory
  readonly #sources: BarSources
  readonly #listened: readonly Listened[]
  readonly #records: StateRecords
  /** Called for every row of bars that is new. */
  readonly #made: (frame: Timeframe) => void

  constructor(
    memory: Memory,
    sources: BarSources,
    listened: readonly Listened[],
    records: StateRecords,
    made: (frame: Timeframe) => void,
  ) {
    this.#memory = memory
    this.#sources = sources
    this.#listened = listened
    this.#records = records
    this.#made = made
  }

  open(instrument: number, interval: Duration, { from = 'auto', keep = 1 }: BarsOptions): Timeframe {
    const { market, frames } = this.#listened[instrument]
    const millis = intervalMillis(interval)
    const fromMillis = this.#source(instrument, interval, millis, from)
    const known = frames.find(
      (frame) => frame.series.interval === interval && frame.fromMillis === fromMillis && frame.series.keep >= keep,
    )
    if (known !== undefined) return known
    const remember = this.#records.keeper(`bars:${market.instrument.symbol}:${interval}:${fromMillis}:${keep}`)
    const series = new BarSeries(market.instrument, interval, this.#memory, keep, remember)
    const builder = new BarBuilder(series, fromMillis, remember)
    const frame: Timeframe = { series, builder, fromMillis, updates: [], onBar: [], onOpen: [] }
    frames.push(frame)
    this.#made(frame)
    return frame
  }

  /** Milliseconds of the bars to build from, or 0 for trades. */
  #source(instrument: number, interval: Duration, millis: number, from: 'auto' | 'venue' | 'trades'): number {
    const recorded = this.#sources.intervalsMillis(instrument)
    if (from !== 'trades') {
      if (recorded.includes(millis)) return millis
      const smaller = recorded.filter((one) => one < millis && millis % one === 0)
      if (from === 'auto' && smaller.length > 0) return Math.max(...smaller)
    }
    if (from !== 'venue' && this.#sources.hasTrades(instrument)) return 0
    const { symbol } = this.#listened[instrument].market.instrument
    throw new BotyardError('BY6012', {
      file: this.#sources.name,
      kind: `${interval} bars`,
      symbol,
      have: recorded.map((one) => writeDuration(one * 1000)),
    })
  }
}
