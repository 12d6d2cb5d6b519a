import type { Market } from '../market/market.ts'
import type { Ledger } from '../orders/ledger.ts'
import type { OrderAnswers } from '../orders/order-answers.ts'
import type { Reconciliation } from '../orders/reconciliation.ts'
import type { Tape } from '../ports/tape.ts'
import type { Micros } from '../ports/time.ts'
import type { Callbacks } from './callbacks.ts'
import { update } from './callbacks.ts'
import type { TapeClock } from './clock.ts'
import { type BarClosed, ClosingBars, tellOpen } from './closing-bars.ts'
import { HeardData } from './heard-data.ts'
import { HeardFunding } from './heard-funding.ts'
import type { MarketStanding } from './market-standing.ts'
import { type Questions, valueRows } from './questions.ts'
import { Kind } from './tape-kinds.ts'
import type { BarGathering, Timeframe } from './timeframe.ts'

/** One instrument: its market, its bars, and who hears of it. */
export interface Listened {
  readonly market: Market
  readonly callbacks: Callbacks
  readonly frames: Timeframe[]
}

/** What the table reaches beside the instruments. */
export interface TableNeeds {
  readonly listened: readonly Listened[]
  readonly clock: TapeClock
  readonly ledger: Ledger
  readonly answers: OrderAnswers
  readonly questions: Questions
  /** Strategies that hear of all bars of an instant together, in their order. */
  readonly onBars: readonly BarGathering[]
  /** Counts bars that closed. */
  readonly barClosed: BarClosed
  readonly dataNames: readonly string[]
  /** Rows about a market as a whole. */
  readonly standing: MarketStanding
  /** The venue's own account of what the bot has. */
  readonly reconciliation: Reconciliation
}

/** Applies the rows of a message to the tables, and calls whoever hears of it: once per message for books, once per row for the rest. */
export class CallbackTable {
  readonly #needs: TableNeeds
  readonly #listened: readonly Listened[]
  /** Instruments whose book the message in hand has changed; counted apart, because emptying an array gives its memory away. */
  readonly #touched: Listened[]
  #touchedCount = 0
  readonly #bars: ClosingBars
  readonly #funding: HeardFunding
  readonly #data: HeardData

  constructor(needs: TableNeeds) {
    this.#needs = needs
    this.#listened = needs.listened
    this.#touched = [...needs.listened]
    this.#bars = new ClosingBars(needs.barClosed, needs.onBars)
    this.#funding = new HeardFunding(needs.ledger)
    this.#data = new HeardData(needs.dataNames)
  }

  message(tape: Tape, from: number, to: number): void {
    for (let row = from; row < to; row++) {
      switch (tape.kind[row]) {
        case Kind.level:
        case Kind.clear:
        case Kind.quote:
          this.#book(tape, row)
          break
        case Kind.trade:
          this.#trade(tape, row)
          break
        case Kind.bar:
          this.#bar(tape, row)
          break
        case Kind.open:
          this.#open(tape, row)
          break
        case Kind.ticker:
          this.#ticker(tape, row)
          break
        case Kind.market:
        case Kind.instrument:
        case Kind.connection:
          this.#needs.standing.apply(tape, row)
          break
        case Kind.timer:
          this.#needs.clock.fire(tape.ref[row], tape.a[row])
          break
        case Kind.answer:
          this.#needs.questions.answered(tape, row)
          row += valueRows(tape, row)
          break
        case Kind.data:
          row += this.#newData(tape, row, to) - 1
          break
        case Kind.balance:
        case Kind.position:
          this.#needs.reconciliation.apply(tape, row)
          break
        default:
          if (tape.kind[row] >= Kind.accepted && tape.kind[row] <= Kind.funding) this.#answer(tape, row)
      }
    }
    if (this.#touchedCount > 0) this.#settleBooks(tape, to - 1)
  }

  /** Tells of all bars that closed at one instant, once, after all of them were applied; false when there were none. */
  endOfInstant(): boolean {
    return this.#bars.endOfInstant()
  }

  #book(tape: Tape, row: number): void {
    const one = this.#listened[tape.instrument[row]]
    if (one.market.ladder === undefined || !(one.market.isWhole || one.market.toldWhole(tape, row))) return
    one.market.ladder.apply(tape, row)
    if (one.market.touched) return
    one.market.touched = true
    this.#touched[this.#touchedCount++] = one
  }

  #settleBooks(tape: Tape, row: number): void {
    for (let i = 0; i < this.#touchedCount; i++) {
      const { market, callbacks } = this.#touched[i]
      const ladder = market.ladder!
      market.touched = false
      if (!market.isWhole) continue
      ladder.settle(tape, row)
      if (ladder.state === 'warming' && ladder.bidUnits > 0 && ladder.askUnits > 0)
        this.#needs.standing.set(this.#touched[i], 'ready')
      if (market.lastUnits === 0 && ladder.bidUnits > 0) this.#needs.ledger.mark(market.instrument.index, ladder.bidUnits)
      update(callbacks.bookUpdates)
      for (let k = 0; k < callbacks.onBook.length; k++) callbacks.onBook[k].tell('onBook', ladder)
    }
    this.#touchedCount = 0
  }

  #trade(tape: Tape, row: number): void {
    const one = this.#listened[tape.instrument[row]]
    const { market, callbacks, frames } = one
    market.trades.apply(tape, row)
    for (let i = 0; i < frames.length; i++) if (frames[i].fromMillis === 0) frames[i].builder.onTrade(tape, row)
    this.#bars.advance(frames, 0)
    update(callbacks.tradeUpdates)
    this.#price(one, tape.price[row])
    this.#bars.tell(frames, 0)
    for (let i = 0; i < callbacks.onTrade.length; i++) callbacks.onTrade[i].tell('onTrade', market.trades)
  }

  #bar(tape: Tape, row: number): void {
    const one = this.#listened[tape.instrument[row]]
    const { frames } = one
    const from = tape.ref[row]
    for (let i = 0; i < frames.length; i++) if (frames[i].fromMillis === from) frames[i].builder.onBar(tape, row)
    this.#bars.advance(frames, from)
    this.#price(one, tape.price[row])
    this.#bars.tell(frames, from)
  }

  #open(tape: Tape, row: number): void {
    const one = this.#listened[tape.instrument[row]]
    this.#price(one, tape.price[row])
    for (let i = 0; i < one.frames.length; i++) {
      const frame = one.frames[i]
      if (frame.fromMillis !== tape.ref[row]) continue
      frame.builder.onOpen(tape, row)
      if (frame.onOpen.length > 0) tellOpen(frame, tape.exchangeTime[row])
    }
  }

  /** A timer's work: all bars of an instrument that are made from trades close at their boundary, also when nothing traded. */
  closeBars({ frames }: Listened, time: Micros): void {
    for (const frame of frames) if (frame.fromMillis === 0) frame.builder.close(time)
    this.#bars.advance(frames, 0)
    this.#bars.tell(frames, 0)
  }

  #answer(tape: Tape, row: number): void {
    this.#needs.answers.apply(tape, row)
    if (tape.kind[row] === Kind.funding) this.#funding.tell(this.#listened[tape.instrument[row]], tape, row)
  }

  #ticker(tape: Tape, row: number): void {
    const { market, callbacks } = this.#listened[tape.instrument[row]]
    market.ticker.apply(tape, row)
    for (const seat of callbacks.onTicker) seat.tell('onTicker', market.ticker)
  }

  /** Returns how many rows were told together. */
  #newData(tape: Tape, row: number, to: number): number {
    const { market, callbacks } = this.#listened[tape.instrument[row]]
    const rows = this.#data.read(market.instrument, tape, row, to)
    this.#data.tell(callbacks.onData)
    return rows
  }

  /** The newest price, and with the first one the market is ready. */
  #price(one: Listened, units: number): void {
    one.market.lastUnits = units
    this.#needs.ledger.mark(one.market.instrument.index, units)
    if (one.market.ladder === undefined && one.market.book.state === 'warming') this.#needs.standing.set(one, 'ready')
  }
}
