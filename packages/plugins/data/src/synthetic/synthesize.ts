import type { Micros, Tape } from '@botyard/core'
import { Factor } from './factor.ts'
import { gapMinutes } from './gap-minutes.ts'
import { inventInstrument } from './instruments.ts'
import { MadeMarket, type MarketRates } from './made-market.ts'
import { MessageQueue } from './message-queue.ts'
import { readMarketOptions, type SyntheticOptions } from './options.ts'
import { activityAt } from './path.ts'
import type { MadeMessage, MadeRow } from './row-list.ts'

const microsPerSecond = 1_000_000
const secondsPerMinute = 60
const secondsPerDay = 86_400
const minuteMicros = 60_000_000
const hourMicros = 60 * minuteMicros
const fundingMicros = 8 * hourMicros

/** Makes markets that never were, and writes their rows on a tape; the instruments are those of `inventInstruments`, in their order. */
export function synthesize(options: SyntheticOptions, tape: Tape): void {
  new Maker(options, tape).run()
}

/** What opens in a second that opens nothing. */
const none: MadeRow[] = []

class Maker {
  readonly #minutes: number
  readonly #from: Micros
  readonly #rates: MarketRates
  readonly #bars: boolean
  readonly #markets: readonly MadeMarket[]
  readonly #common: Factor
  readonly #gaps: Uint8Array
  readonly #queue: MessageQueue
  /** Whether rows of now are missing. */
  #silent = false
  readonly #hear = (message: MadeMessage): void => {
    if (!this.#silent) this.#queue.add(message)
  }

  constructor(options: SyntheticOptions, tape: Tape) {
    const { seed, symbols, from, minutes, kinds, gaps, bookPerSecond, takersPerSecond, levels } = readMarketOptions(options)
    this.#minutes = minutes
    this.#from = from
    this.#bars = kinds.includes('bars')
    this.#rates = { trades: kinds.includes('trades'), book: kinds.includes('book'), bookPerSecond, takersPerSecond, levels }
    this.#markets = symbols.map((symbol, i) => new MadeMarket(seed, i, inventInstrument(symbol), this.#rates))
    this.#common = new Factor(seed, 'all markets')
    this.#gaps = gapMinutes(seed, minutes, gaps)
    this.#queue = new MessageQueue(tape)
  }

  run(): void {
    for (let minute = 0; minute < this.#minutes; minute++) {
      const start = this.#from + minute * minuteMicros
      const activity = activityAt((start / microsPerSecond) % secondsPerDay)
      this.#beginMinute(minute, start)
      for (let second = 0; second < secondsPerMinute; second++) {
        const commonStep = this.#common.step(activity)
        for (const market of this.#markets) market.path.step(this.#common, commonStep, activity)
        this.#second(start + second * microsPerSecond, second === 0, activity)
      }
    }
    this.#closeBars(this.#from + this.#minutes * minuteMicros)
    this.#queue.flush(Infinity)
  }

  /** What happens between two minutes: bars close, silence begins or ends, books are sent whole again, rates of funding are told. */
  #beginMinute(minute: number, start: Micros): void {
    if (minute > 0) this.#closeBars(start)
    const wasSilent = this.#silent || minute === 0
    this.#silent = this.#gaps[minute] === 1
    if (this.#silent) return
    const wholeHour = start % hourMicros === 0
    const funding = start % fundingMicros === 0
    for (const market of this.#markets) {
      if (minute === 0 || funding) this.#sendFunding(start, market)
      if (wasSilent || wholeHour) market.snapshot(start, this.#hear)
    }
  }

  #second(start: Micros, opensMinute: boolean, activity: number): void {
    const opens: MadeRow[] = opensMinute ? [] : none
    const { trades, book } = this.#rates
    for (const market of this.#markets) {
      const { bar } = market
      if (!trades && !book) {
        if (opensMinute) opens.push(bar.open(market.unitsAtStart))
        bar.add(market.units, market.lotsOfSecond(activity))
        continue
      }
      if (opensMinute) opens.push(bar.open(market.nextPrice()))
      const traded = (units: number, lots: number): void => bar.add(units, lots)
      if (opensMinute) market.takeNext(start, this.#hear, traded)
      market.second(start, activity, this.#hear, traded)
    }
    if (this.#bars && opensMinute) this.#hear({ exchange: start, received: start, rows: opens })
    this.#queue.flush(start + microsPerSecond)
  }

  /** The bars of all markets close in one message. Those of a minute that is missing are missing as well. */
  #closeBars(end: Micros): void {
    if (this.#bars) this.#hear({ exchange: end, received: end, rows: this.#markets.map((market) => market.bar.close()) })
  }

  #sendFunding(start: Micros, market: MadeMarket): void {
    const next = (Math.floor(start / fundingMicros) + 1) * fundingMicros
    this.#hear({ exchange: start, received: start, rows: market.fundingRows(next) })
  }
}
