import { Kind, type Micros, type Side, TickerField } from '@botyard/core'
import { BarMaker } from './bar-maker.ts'
import { Chance } from './chance.ts'
import type { InventedInstrument } from './instruments.ts'
import { type BookMood, MadeBook } from './made-book.ts'
import { OrderFlow } from './order-flow.ts'
import { PricePath } from './path.ts'
import type { MadeMessage, MadeRow } from './row-list.ts'

/** What of a market is written down, and how often it moves. */
export interface MarketRates {
  readonly trades: boolean
  readonly book: boolean
  /** Messages of the book a second. */
  readonly bookPerSecond: number
  /** Takers in an ordinary second. */
  readonly takersPerSecond: number
  /** Levels a side. */
  readonly levels: number
}

type Hear = (message: MadeMessage) => void
type Traded = (units: number, lots: number) => void

/** Distance between two levels of the book, at most, as a share of the price. */
const gapShare = 0.000_028
const microsPerMs = 1000
const msPerSecond = 1000
const minuteMs = 60_000

/** One invented market: a path, and around it the book, the trades and the bars of one instrument. */
export class MadeMarket {
  readonly path: PricePath
  readonly bar: BarMaker
  readonly invented: InventedInstrument
  readonly #instrument: number
  readonly #rates: MarketRates
  readonly #chance: Chance
  readonly #fundingChance: Chance
  readonly #book: MadeBook
  readonly #flow: OrderFlow
  /** Received time of the newest message; what was sent later is never received earlier. */
  #received = 0
  #nextSide: Side = 1

  constructor(seed: number, instrument: number, invented: InventedInstrument, rates: MarketRates) {
    const { minuteLots, rules, price } = invented
    this.invented = invented
    this.path = new PricePath(seed, invented)
    this.bar = new BarMaker(instrument, minuteMs)
    this.#instrument = instrument
    this.#rates = rates
    this.#fundingChance = new Chance(seed, `funding ${rules.name}`)
    this.#chance = new Chance(seed, `market ${rules.name}`)
    const tradeLots = minuteLots / 60 / rates.takersPerSecond
    const gapUnits = Math.max(1, Math.round(price * rules.priceScale * gapShare))
    this.#book = new MadeBook(this.#chance, instrument, rates.levels, tradeLots, gapUnits, this.#mood(0))
    this.#flow = new OrderFlow(this.#chance, tradeLots)
  }

  /** The price of the path in units. */
  get units(): number {
    return Math.max(1, Math.round(this.path.price * this.invented.rules.priceScale))
  }

  /** The price in units right at the start of the second in hand: that of the second before, or a little on. */
  get unitsAtStart(): number {
    const { before, price } = this.path
    return Math.max(1, Math.round((before + (price - before) * 0.15) * this.invented.rules.priceScale))
  }

  /** Lots that trade in a second, where no single trades are made. */
  lotsOfSecond(activity: number): number {
    const usual = (this.invented.minuteLots / 60) * activity * activity * (0.3 + 0.7 * this.path.width)
    return Math.floor(usual * (this.#chance.unit() + this.#chance.unit()))
  }

  /** Mark, index and the rate of the payment that is due next: a base, how wild the market is, and chance. */
  fundingRows(next: Micros): MadeRow[] {
    const rate = 0.0001 + this.#fundingChance.bell() * 0.00004 + (this.path.width - 1) * 0.00002
    const price = this.units / this.invented.rules.priceScale
    const row = { kind: Kind.ticker, instrument: this.#instrument }
    return [
      { ...row, ref: TickerField.mark, a: price },
      { ...row, ref: TickerField.index, a: price },
      { ...row, ref: TickerField.fundingRate, a: Math.round(rate * 1e8) / 1e8, b: next },
    ]
  }

  /** The whole book, as it is sent when a stream begins. */
  snapshot(exchange: number, hear: Hear): void {
    if (this.#rates.book) this.#send(exchange, this.#book.snapshot(), hear)
  }

  /** Draws the side of the next trade and returns its price, so that a bar can open at it before it is heard of. */
  nextPrice(): number {
    this.#nextSide = this.#flow.side(0)
    return this.#book.best(this.#nextSide === 1 ? -1 : 1)
  }

  /** The trade that `nextPrice` told of. */
  takeNext(exchange: number, hear: Hear, traded: Traded): void {
    this.#take(exchange, this.#nextSide, hear, traded)
  }

  /** Everything that happens within a second; `traded` hears of each trade. */
  second(start: number, activity: number, hear: Hear, traded: Traded): void {
    const takers = this.#rates.takersPerSecond * activity * activity * (0.4 + 0.6 * this.path.width)
    const count = Math.floor(takers * (this.#chance.unit() + this.#chance.unit()) + this.#chance.unit())
    // Later than 0, where the first trade of a minute stands.
    const takes = Array.from({ length: count }, () => 1 + this.#chance.below(msPerSecond - 1))
    const { bookPerSecond } = this.#rates
    const moves = Array.from({ length: bookPerSecond }, (_, i) => {
      return Math.max(1, Math.floor(((i + this.#chance.unit()) * msPerSecond) / bookPerSecond))
    })
    const events = [...takes.map((ms) => ({ ms, take: true })), ...moves.map((ms) => ({ ms, take: false }))]
    events.sort((x, y) => x.ms - y.ms)
    for (const { ms, take } of events) {
      const exchange = start + ms * microsPerMs
      if (take) this.#take(exchange, this.#flow.side(this.#pull(ms)), hear, traded)
      else this.#move(exchange, ms, hear)
    }
  }

  #take(exchange: number, side: Side, hear: Hear, traded: Traded): void {
    const { trades, levels } = this.#book.take(side, this.#flow.lots())
    for (const trade of trades) traded(trade.price!, trade.quantity!)
    if (trades.length > 0 && this.#rates.trades) this.#send(exchange, trades, hear)
    if (levels.length > 0 && this.#rates.book) this.#send(exchange, levels, hear)
  }

  #move(exchange: number, ms: number, hear: Hear): void {
    const rows = this.#book.move(this.#mood(ms))
    if (rows.length > 0 && this.#rates.book) this.#send(exchange, rows, hear)
  }

  #mood(ms: number): BookMood {
    const { before, price, width } = this.path
    return { middle: (before + ((price - before) * ms) / msPerSecond) * this.invented.rules.priceScale, width }
  }

  /** Which side has to trade for the book to follow the path. */
  #pull(ms: number): Side | 0 {
    const { middle } = this.#mood(ms)
    if (middle > this.#book.best(-1)) return 1
    return middle < this.#book.best(1) ? -1 : 0
  }

  #send(exchange: number, rows: readonly MadeRow[], hear: Hear): void {
    const slow = this.#chance.oneIn(40) ? this.#chance.below(16_000) : 0
    const latency = 1_000 + this.#chance.below(3_000) + slow
    this.#received = Math.max(this.#received, exchange + latency)
    hear({ exchange, received: this.#received, rows })
  }
}
