import type { BarBuilder } from '../market/bar-builder.ts'
import type { BarSeries } from '../market/bar-series.ts'
import type { Market } from '../market/market.ts'
import type { Ledger } from '../orders/ledger.ts'
import type { OrderAnswers } from '../orders/order-answers.ts'
import type { Bar, MarketState } from '../ports/market.ts'
import type { Updating } from '../ports/signal.ts'
import type { Strategy } from '../ports/strategy.ts'
import type { Tape } from '../ports/tape.ts'
import type { Micros } from '../ports/time.ts'
import type { Callbacks } from './callbacks.ts'
import { update } from './callbacks.ts'
import type { TapeClock } from './clock.ts'
import type { Questions } from './questions.ts'
import type { Seat } from './seat.ts'
import { Kind, marketStates } from './tape-kinds.ts'

/** One row of bars of one interval: what makes them, and who hears of them. */
export interface Timeframe {
  readonly series: BarSeries
  readonly builder: BarBuilder
  /** The source it is made from: the venue's bars of this many milliseconds, or trades when 0. */
  readonly fromMillis: number
  readonly updates: Updating<unknown>[]
  readonly onBar: Seat[]
  readonly onOpen: Seat[]
}

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
  readonly onBars: readonly Seat[]
  /** Counts bars that closed. */
  barClosed(time: Micros): void
}

/** Applies the rows of a message to the tables, and calls whoever hears of it: once per message for books, once per row for the rest. */
export class CallbackTable {
  readonly #needs: TableNeeds
  readonly #listened: readonly Listened[]
  /** Instruments whose book the message in hand has changed; counted apart, because emptying an array gives its memory away. */
  readonly #touched: Listened[]
  #touchedCount = 0
  /** Bars that closed at the instant in hand. */
  readonly #closed: Bar[] = []

  constructor(needs: TableNeeds) {
    this.#needs = needs
    this.#listened = needs.listened
    this.#touched = [...needs.listened]
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
          this.#market(tape, row)
          break
        case Kind.timer:
          this.#needs.clock.fire(tape.ref[row], tape.a[row])
          break
        case Kind.answer:
          this.#needs.questions.answered(tape, row)
          break
        default:
          if (tape.kind[row] >= Kind.accepted && tape.kind[row] <= Kind.funding) this.#needs.answers.apply(tape, row)
      }
    }
    if (this.#touchedCount > 0) this.#settleBooks(tape, to - 1)
  }

  /** Tells of all bars that closed at one instant, once, after all of them were applied; false when there were none. */
  endOfInstant(): boolean {
    if (this.#closed.length === 0) return false
    const { onBars } = this.#needs
    call(onBars, 'onBars', this.#closed)
    this.#closed.length = 0
    return true
  }

  #book(tape: Tape, row: number): void {
    const one = this.#listened[tape.instrument[row]]
    if (one.market.ladder === undefined) return
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
      ladder.settle(tape, row)
      if (ladder.state === 'warming' && ladder.bidUnits > 0 && ladder.askUnits > 0) this.#setState(this.#touched[i], 'ready')
      if (market.lastUnits === 0 && ladder.bidUnits > 0) this.#needs.ledger.mark(market.instrument.index, ladder.bidUnits)
      update(callbacks.bookUpdates)
      call(callbacks.onBook, 'onBook', ladder)
    }
    this.#touchedCount = 0
  }

  #trade(tape: Tape, row: number): void {
    const one = this.#listened[tape.instrument[row]]
    const { market, callbacks, frames } = one
    market.trades.apply(tape, row)
    this.#price(one, tape.price[row])
    for (let i = 0; i < frames.length; i++) {
      if (frames[i].fromMillis !== 0) continue
      frames[i].builder.onTrade(tape, row)
      this.#closedBars(frames[i])
    }
    update(callbacks.tradeUpdates)
    call(callbacks.onTrade, 'onTrade', market.trades)
  }

  #bar(tape: Tape, row: number): void {
    const one = this.#listened[tape.instrument[row]]
    this.#price(one, tape.price[row])
    for (let i = 0; i < one.frames.length; i++) {
      const frame = one.frames[i]
      if (frame.fromMillis !== tape.ref[row]) continue
      frame.builder.onBar(tape, row)
      this.#closedBars(frame)
    }
  }

  #open(tape: Tape, row: number): void {
    const one = this.#listened[tape.instrument[row]]
    this.#price(one, tape.price[row])
    for (let i = 0; i < one.frames.length; i++) {
      const frame = one.frames[i]
      if (frame.fromMillis !== tape.ref[row]) continue
      frame.builder.onOpen(tape, row)
      if (frame.onOpen.length > 0 && frame.series.nextOpen > 0) call(frame.onOpen, 'onOpen', frame.series)
    }
  }

  /** A timer's work: bars made from trades close at their boundary, also when nothing traded. */
  closeBars(frame: Timeframe, time: Micros): void {
    frame.builder.close(time)
    this.#closedBars(frame)
  }

  #closedBars(frame: Timeframe): void {
    while (frame.builder.step()) {
      this.#needs.barClosed(frame.series.time)
      update(frame.updates)
      if (this.#needs.onBars.length > 0) this.#closed.push(frame.series)
      call(frame.onBar, 'onBar', frame.series)
    }
  }

  #ticker(tape: Tape, row: number): void {
    const { market, callbacks } = this.#listened[tape.instrument[row]]
    market.ticker.apply(tape, row)
    call(callbacks.onTicker, 'onTicker', market.ticker)
  }

  #market(tape: Tape, row: number): void {
    const state = marketStates[tape.ref[row]]
    if (state !== undefined && state !== 'crossed') this.#setState(this.#listened[tape.instrument[row]], state)
  }

  /** The newest price, and with the first one the market is ready. */
  #price(one: Listened, units: number): void {
    one.market.lastUnits = units
    this.#needs.ledger.mark(one.market.instrument.index, units)
    if (one.market.ladder === undefined && one.market.book.state === 'warming') this.#setState(one, 'ready')
  }

  #setState({ market, callbacks }: Listened, state: Exclude<MarketState, 'crossed'>): void {
    market.book.setState(state)
    for (const seat of callbacks.onMarket) {
      if (!seat.active) continue
      try {
        seat.strategy.onMarket!(market.instrument, state)
      } catch (error) {
        seat.failed('onMarket', error)
      }
    }
  }
}

type OneArgument = 'onBook' | 'onTrade' | 'onBar' | 'onOpen' | 'onBars' | 'onTicker'

/** Calls one callback of every strategy in a list; what one throws stays with it. */
function call<C extends OneArgument>(seats: readonly Seat[], callback: C, what: Parameters<Strategy[C] & {}>[0]): void {
  for (let i = 0; i < seats.length; i++) {
    const seat = seats[i]
    if (!seat.active) continue
    try {
      ;(seat.strategy as Record<C, (what: unknown) => void>)[callback](what)
    } catch (error) {
      seat.failed(callback, error)
    }
  }
}
