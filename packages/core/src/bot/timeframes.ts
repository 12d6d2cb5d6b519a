import type { Listened } from '../engine/callback-table.ts'
import type { StateRecords } from '../engine/state.ts'
import type { Timeframe } from '../engine/timeframe.ts'
import { BotyardError } from '../errors/botyard-error.ts'
import { callSite } from '../errors/call-site.ts'
import { showValue } from '../errors/show-value.ts'
import { BarBuilder } from '../market/bar-builder.ts'
import { BarSeries } from '../market/bar-series.ts'
import { intervalMillis } from '../market/interval.ts'
import { writeDuration } from '../options/duration-text.ts'
import type { Memory } from '../ports/memory.ts'
import type { BarsOptions } from '../ports/strategy.ts'
import type { Duration } from '../ports/time.ts'
import type { BarSources } from './bar-sources.ts'

/** Closed bars that can be looked back on at most. */
const keepMax = 100_000

/** Finds or makes the bars a strategy asks for. The same question has the same answer in every mode. */
export class Timeframes {
  readonly #memory: Memory
  readonly #sources: BarSources
  readonly #listened: readonly Listened[]
  readonly #records: StateRecords
  /** Called for every row of bars that is new. */
  readonly #made: (frame: Timeframe) => void
  readonly #warn: (problem: BotyardError) => void
  /** What is left to do for each row of bars once all wishes are known. */
  readonly #unlaid: (() => void)[] = []

  constructor(
    memory: Memory,
    sources: BarSources,
    listened: readonly Listened[],
    records: StateRecords,
    made: (frame: Timeframe) => void,
    warn: (problem: BotyardError) => void = () => {},
  ) {
    this.#memory = memory
    this.#sources = sources
    this.#listened = listened
    this.#records = records
    this.#made = made
    this.#warn = warn
  }

  open(instrument: number, interval: Duration, options: BarsOptions): Timeframe {
    const { from = 'auto', keep = 1 } = options
    checkOptions(from, keep)
    const { frames } = this.#listened[instrument]
    const millis = intervalMillis(interval)
    const fromMillis = this.#source(instrument, interval, millis, from)
    const known = frames.find((frame) => frame.series.interval === interval && frame.fromMillis === fromMillis)
    const frame = known ?? this.#make(instrument, interval, fromMillis)
    frame.series.reach(keep)
    return frame
  }

  /** Lays out what is kept of every row of bars, once all strategies have said how far they look back. */
  lay(): void {
    for (const lay of this.#unlaid.splice(0)) lay()
  }

  #make(instrument: number, interval: Duration, fromMillis: number): Timeframe {
    const { market, frames } = this.#listened[instrument]
    const series = new BarSeries(market.instrument, interval, fromMillis === 0 ? 'trades' : writeDuration(fromMillis * 1000))
    const remember = this.#records.keeper(series.key)
    const builder = new BarBuilder(series, fromMillis, remember)
    const frame: Timeframe = { series, builder, fromMillis, updates: [], onBar: [], onOpen: [], onBars: [], told: Number.NaN }
    frames.push(frame)
    this.#unlaid.push(() => {
      series.lay(this.#memory, remember)
      series.beyond = (back) => this.#warn(neverThere(series, back))
    })
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

function neverThere({ instrument, interval, keep }: BarSeries, back: unknown): BotyardError {
  const isCount = Number.isInteger(back) && Number(back) >= 0
  const wanted = isCount ? Number(back) + 1 : keep
  const details = { back: showValue(back), interval, symbol: instrument.symbol, keep, wanted }
  const fix = isCount ? {} : { fix: ['count whole bars back from 0, which is the newest that has closed'] as const }
  return new BotyardError('BY2111', details, { at: callSite(), ...fix })
}

function checkOptions(from: unknown, keep: number): void {
  if (from !== 'auto' && from !== 'venue' && from !== 'trades')
    throw new BotyardError('BY1109', { what: '`from` of desk.bars', got: showValue(from), choices: ['auto', 'venue', 'trades'] })
  if (!(Number.isInteger(keep) && keep >= 1 && keep <= keepMax))
    throw new BotyardError('BY1104', { what: '`keep` of desk.bars', got: showValue(keep), range: `1 to ${keepMax}` })
}
