import type { BookSize, Instrument, Memory, Micros, Side, Tape } from '@botyard/core'
import { Kind, LadderBook, marketStates, TickerField } from '@botyard/core'
import { SourceCode } from './sim-orders.ts'
import { TakenLots } from './taken-lots.ts'

/** How finely a market is seen, coarse to fine: nothing yet, bars, trades, a book or best quotes. */
export const Grain = { none: 0, bars: 1, trades: 2, book: 3 } as const

/** What of a market is heard, and how large the exchange's own book of it is. */
interface MarketHearing {
  readonly hasBook: boolean
  readonly hasTrades: boolean
  /** Shown levels that one order can walk, and taken levels that are remembered, a side. */
  readonly levelsMax: number
  readonly book: BookSize
}

/**
 * Share of a bar within which an order counts as there from its open. It is for orders that were decided at the close before and took their
 * time on the wire: without it nobody who acts anew with every bar would ever be filled.
 */
const inTimeShare = 0.01
/** Under a second however long the bar is, so that not even the close of the shortest bar of another market comes in time. */
const inTimeMicrosMax = 999_999

/** A book that says nothing for so long while its market is heard of otherwise has ended. */
const bookSilenceMax: Micros = 60_000_000

/** The largest price that columns of prices hold. */
const unitsMax = 2 ** 31 - 1

/** The number of the only market state in which the exchange takes nothing. */
const haltedState = marketStates.indexOf('halted')

/**
 * One instrument as the exchange sees it: what the recording showed so far, less what our own fills took of it.
 * Orders are matched by the finest kind of rows there is, and each kind must go on to be believed, so that nothing trades on a book whose
 * recording has ended: not when a whole bar passes without a row of it, and a book not when it says nothing for a minute in which trades or
 * marks are heard. A live book answers a trade, because the trade has taken from it.
 */
export class SimMarket {
  readonly instrument: Instrument
  /** There only where book rows can come: it is the large part. */
  readonly book: LadderBook | undefined
  readonly takenBids: TakenLots
  readonly takenAsks: TakenLots
  grain: number = Grain.none
  isHalted = false
  /** The book is believed since a moment ago: orders that came before do not know yet who is shown before them. */
  isBookNew = false
  /** Price of the last trade, or of the last bar where there are no trades; 0 before. */
  lastUnits = 0
  /** Prices of the newest trades that a buyer and a seller have taken, 0 for none since trades are believed. */
  buyerUnits = 0
  sellerUnits = 0
  /** Whether the last price comes from trades; where none are recorded it is read from the book. */
  readonly hasTrades: boolean
  /** NaN until heard; not whole units, because venues quote them finer. */
  markUnits = Number.NaN
  indexUnits = Number.NaN
  markHeard: Micros = Number.NEGATIVE_INFINITY
  /** What the next settlement of funding pays, NaN until heard, and when it is; when the last one was. */
  fundingRate = Number.NaN
  fundingDue: Micros = Number.POSITIVE_INFINITY
  fundingSettled: Micros = Number.NEGATIVE_INFINITY
  /** Interval of the bars that count, the shortest heard of; 0 before. */
  barMillis = 0
  barOpenUnits = 0
  barOpened: Micros = 0
  /** An open was heard and its close was not. */
  isBarOpen = false
  /** The close of a bar is walked through. */
  isClosing = false
  /** Number of the last message that had a row of it. */
  message = 0
  /** When a row of the book came last, and a trade. */
  bookTime: Micros = Number.NEGATIVE_INFINITY
  tradeTime: Micros = Number.NEGATIVE_INFINITY
  /** When a row finer than bars came last, marks and the like among them; and an open or a close of the bars that count. */
  fineTime: Micros = Number.NEGATIVE_INFINITY
  barTime: Micros = Number.NEGATIVE_INFINITY
  /** When the first row came that the book has not answered; Infinity for none. */
  silentSince: Micros = Number.POSITIVE_INFINITY

  constructor(instrument: Instrument, memory: Memory, hearing: MarketHearing) {
    const { hasBook, hasTrades, levelsMax, book } = hearing
    const name = `sim.${instrument.symbol}`
    this.instrument = instrument
    this.hasTrades = hasTrades
    this.book = hasBook ? new LadderBook(instrument, memory, book) : undefined
    this.takenBids = new TakenLots(memory, `${name}.takenBids`, hasBook ? levelsMax : 0)
    this.takenAsks = new TakenLots(memory, `${name}.takenAsks`, hasBook ? levelsMax : 0)
  }

  get tickUnits(): number {
    return Math.max(1, Math.round(this.instrument.tick * this.instrument.priceScale))
  }

  takenOn(side: Side): TakenLots {
    return side > 0 ? this.takenBids : this.takenAsks
  }

  /** Best shown price of a side, 0 when it is empty. */
  bestOn(side: Side): number {
    const { book } = this
    if (book === undefined) return 0
    return side > 0 ? book.bidUnits : book.askUnits
  }

  /** The last price or, where nothing has traded, the best at which lots of this sign could be closed; 0 when nothing is known. */
  lastOrBest(netLots: number): number {
    if (this.lastUnits > 0 || this.book === undefined) return this.lastUnits
    return netLots > 0 ? this.bestOn(1) || this.bestOn(-1) : this.bestOn(-1) || this.bestOn(1)
  }

  /** Takes over a row of the book; false when this market has none. */
  applyBook(tape: Tape, row: number): boolean {
    const { book } = this
    if (book === undefined) return false
    book.apply(tape, row)
    const side = tape.side[row]
    if (this.takenBids.count > 0 && side >= 0) forget(this.takenBids, tape, row)
    if (this.takenAsks.count > 0 && side <= 0) forget(this.takenAsks, tape, row)
    if (this.grain !== Grain.book) this.isBookNew = true
    this.grain = Grain.book
    this.bookTime = tape.receivedTime[row]
    this.fineTime = this.bookTime
    this.silentSince = Number.POSITIVE_INFINITY
    return true
  }

  applyTrade(tape: Tape, row: number): void {
    this.lastUnits = tape.price[row]
    if (tape.side[row] > 0) this.buyerUnits = tape.price[row]
    if (tape.side[row] < 0) this.sellerUnits = tape.price[row]
    this.tradeTime = tape.receivedTime[row]
    this.fineTime = this.tradeTime
    this.#missBook(this.tradeTime)
    if (this.grain < Grain.trades) this.grain = Grain.trades
  }

  /**
   * Takes over mark and index prices; returns the source that a trigger may listen to, or -1. What is no number, or no price, says nothing: the
   * one before stays, as old as it is.
   */
  applyTicker(tape: Tape, row: number): number {
    const field = tape.ref[row]
    this.fineTime = tape.receivedTime[row]
    if (field === TickerField.fundingRate) {
      if (!Number.isNaN(tape.a[row])) this.fundingRate = tape.a[row]
      if (tape.b[row] > this.fundingSettled) this.fundingDue = tape.b[row]
    }
    if (field !== TickerField.mark && field !== TickerField.index) return -1
    const exact = tape.a[row] * this.instrument.priceScale
    const whole = Math.round(exact)
    if (!(exact > 0 && exact <= unitsMax)) return -1
    const units = Math.abs(exact - whole) <= 1e-9 * whole ? whole : exact
    if (field === TickerField.mark) {
      this.markUnits = units
      this.markHeard = tape.receivedTime[row]
      this.#missBook(this.markHeard)
    } else this.indexUnits = units
    return field === TickerField.mark ? SourceCode.mark : SourceCode.index
  }

  applyState(tape: Tape, row: number): void {
    this.isHalted = tape.ref[row] === haltedState
  }

  /** Whether bars of this interval count, which only the shortest do. */
  takesBar(millis: number): boolean {
    if (this.barMillis === 0 || millis < this.barMillis) {
      this.barMillis = millis
      this.isBarOpen = false
    }
    return millis === this.barMillis
  }

  openBar(tape: Tape, row: number): void {
    this.barOpenUnits = tape.price[row]
    this.barOpened = tape.receivedTime[row]
    this.barTime = this.barOpened
    this.isBarOpen = true
    if (this.grain === Grain.none) this.grain = Grain.bars
    if (this.grain === Grain.bars) this.lastUnits = tape.price[row]
  }

  /** When the bar that a close row ends has begun. */
  openedBefore(tape: Tape, row: number): Micros {
    return this.isBarOpen ? this.barOpened : tape.receivedTime[row] - this.barMillis * 1000
  }

  closeBar(tape: Tape, row: number): void {
    const opened = this.openedBefore(tape, row)
    this.isBarOpen = false
    this.barTime = tape.receivedTime[row]
    if (this.grain === Grain.book && this.bookTime < opened) this.grain = Grain.trades
    if (Math.max(this.bookTime, this.tradeTime) < opened) this.grain = Grain.bars
    if (this.grain !== Grain.bars) return
    this.lastUnits = tape.price[row]
    this.buyerUnits = 0
    this.sellerUnits = 0
  }

  /** Something else is heard while the book says nothing. A book that has ended leaves the trades since, or nothing that is known. */
  #missBook(now: Micros): void {
    if (this.grain !== Grain.book) return
    if (this.silentSince === Number.POSITIVE_INFINITY) this.silentSince = now
    else if (now - this.silentSince > bookSilenceMax) this.grain = this.tradeTime > this.bookTime ? Grain.trades : Grain.none
  }

  /** Until when an order counts as there from the open of a bar that began then. */
  inTimeUntil(opened: Micros): Micros {
    return opened + Math.min(this.barMillis * 1000 * inTimeShare, inTimeMicrosMax)
  }

  /** When an order that comes now takes its place: late for the bar that runs where it knew news of it. */
  placeTime(now: Micros, news: Micros): Micros {
    return this.grain === Grain.bars && this.isBarOpen && news > this.barOpened ? this.lateTime(now) : now
  }

  /** Now, or the first moment that is late for the bar that began last. */
  lateTime(now: Micros): Micros {
    return Math.max(now, this.inTimeUntil(this.barOpened) + 1)
  }

  /**
   * The one price that is known for an order of this side where there is no book: that of trades, or the open of a bar that has only just begun.
   * 0: wait for the next open, because nobody knows where the market has gone since this one. `news` is when the
   * order's owner heard of any market last.
   */
  referenceAt(time: Micros, side: number, news: Micros): number {
    if (this.grain === Grain.trades) return this.#tradedFor(side)
    const isFresh = this.isBarOpen && news <= this.barOpened && time <= this.inTimeUntil(this.barOpened)
    return this.grain === Grain.bars && isFresh ? this.barOpenUnits : 0
  }

  /** The last price, or what the last one paid who took from this side where that is worse: who buys meets those who sold to a buyer. */
  #tradedFor(side: number): number {
    if (side > 0) return Math.max(this.lastUnits, this.buyerUnits)
    return this.sellerUnits === 0 ? this.lastUnits : Math.min(this.lastUnits, this.sellerUnits)
  }

  /** The price that triggers of a source compare with, 0 when none was heard yet. */
  triggerPrice(source: number, side: number): number {
    if (source === SourceCode.mark) return this.markUnits || 0
    if (source === SourceCode.index) return this.indexUnits || 0
    if (this.grain === Grain.book && !this.hasTrades) return this.bestOn(side > 0 ? -1 : 1)
    return this.lastUnits
  }
}

function forget(taken: TakenLots, tape: Tape, row: number): void {
  if (tape.kind[row] === Kind.level) taken.forget(tape.price[row])
  else taken.clear()
}
