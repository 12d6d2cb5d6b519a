import {
  Flag,
  type InstrumentRules,
  InstrumentTable,
  isBotyardError,
  Kind,
  type Lane,
  type Micros,
  writeSymbol,
} from '@botyard/core'
import { NaiveBook } from './naive-book.ts'
import { rowFault } from './row-fault.ts'
import { rowsName } from './rows-name.ts'

/** A stretch in which rows are missing. */
export interface Gap {
  /** What is missing: 'trade', 'level', or 'bar 1m'. */
  readonly kind: string
  /** Microseconds: the last row before and the first after. */
  readonly from: Micros
  readonly to: Micros
}

/** A row that no market can have sent. */
export interface BadRow {
  /** 'trade', 'level', or 'bar 1m'. */
  readonly kind: string
  /** Received time, microseconds. */
  readonly time: Micros
  readonly what: string
}

/** What a check found out about one instrument. */
export interface InstrumentFindings {
  readonly symbol: string
  /** Rows by kind, bars by kind and interval. */
  readonly kinds: Readonly<Record<string, number>>
  /** Received time of the first and the last row, microseconds; null when there is none. */
  readonly from: Micros | null
  readonly to: Micros | null
  /** The first gaps. */
  readonly gaps: readonly Gap[]
  readonly gapCount: number
  readonly duplicates: number
  readonly outOfOrder: number
  /** Rows that no market can have sent: a price of zero, a quantity below it, a bar outside its own range or heard before its end. */
  readonly badRows: number
  /** The first of them. */
  readonly bad: readonly BadRow[]
  /** Messages heard before the venue's own time of them: two clocks that differ. */
  readonly early: number
  /** Rows of a book before its first snapshot; a run does not show them to a strategy. */
  readonly beforeSnapshot: number
  /** Why no order could be checked by the rules of the instrument; null when one could. */
  readonly rules: string | null
  readonly priceJumps: number
  /** Messages after which the best bid was not below the best ask. */
  readonly crossed: number
}

/** How many gaps are named, and how many bad rows. */
const namedMax = 20

/** One stream of rows that should come without a break: the bars of an interval, the trades, the book. */
interface Stream {
  readonly name: string
  rows: number
  lastReceived: number
  lastExchange: number
  lastSequence: number
  lastUnits: number
  lastPrice: number
}

/** Watches the rows of one instrument in the order of the file. */
export class InstrumentCheck {
  readonly #rules: InstrumentRules
  readonly #silenceMicros: number
  readonly #jumpShare: number
  readonly #streams = new Map<number, Stream>()
  readonly #book = new NaiveBook()
  readonly #gaps: Gap[] = []
  #from: number | null = null
  #to: number | null = null
  #gapCount = 0
  #duplicates = 0
  #outOfOrder = 0
  #jumps = 0
  #crossed = 0
  #badRows = 0
  readonly #bad: BadRow[] = []
  #early = 0
  #beforeSnapshot = 0
  /** Sides of the book that were told whole: 1 for bids, 2 for asks. */
  #sidesWhole = 0

  constructor(rules: InstrumentRules, silenceMicros: number, jumpShare: number) {
    this.#rules = rules
    this.#silenceMicros = silenceMicros
    this.#jumpShare = jumpShare
  }

  row(lane: Lane, row: number): void {
    const kind = lane.kind[row]
    const received = lane.receivedTime[row]
    this.#from ??= received
    this.#to = Math.max(this.#to ?? received, received)
    const stream = this.#stream(lane, row)
    stream.rows++
    const isBar = kind === Kind.bar || kind === Kind.open
    if (received < stream.lastReceived || (isBar && lane.exchangeTime[row] < stream.lastExchange)) this.#outOfOrder++
    if (isBar && lane.exchangeTime[row] === stream.lastExchange) this.#duplicates++
    if (kind === Kind.trade || kind === Kind.level) this.#checkRepeat(lane, row, stream)
    this.#checkValues(lane, row, stream)
    this.#checkGap(lane, row, stream)
    if (kind === Kind.bar || kind === Kind.trade) this.#checkJump(lane.price[row], stream)
    if (kind === Kind.level || kind === Kind.clear || kind === Kind.quote) this.#checkBook(lane, row)
    stream.lastReceived = received
    stream.lastExchange = lane.exchangeTime[row]
    stream.lastSequence = lane.sequence[row]
    stream.lastPrice = lane.price[row]
  }

  findings(): InstrumentFindings {
    const kinds: Record<string, number> = {}
    for (const { name, rows } of this.#streams.values()) kinds[name] = rows
    const { venue, kind, name } = this.#rules
    return {
      symbol: writeSymbol(venue, kind, name),
      kinds,
      from: this.#from,
      to: this.#to,
      gaps: this.#gaps,
      gapCount: this.#gapCount,
      duplicates: this.#duplicates,
      outOfOrder: this.#outOfOrder,
      badRows: this.#badRows,
      bad: this.#bad,
      early: this.#early,
      beforeSnapshot: this.#beforeSnapshot,
      rules: problemOf(this.#rules),
      priceJumps: this.#jumps,
      crossed: this.#crossed,
    }
  }

  #stream(lane: Lane, row: number): Stream {
    const kind = lane.kind[row]
    const interval = kind === Kind.bar || kind === Kind.open ? lane.ref[row] : 0
    const key = keyOf(kind, interval)
    const known = this.#streams.get(key)
    if (known !== undefined) return known
    const name = rowsName(kind, interval)
    const never = Number.NEGATIVE_INFINITY
    const made = { name, rows: 0, lastReceived: never, lastExchange: never, lastSequence: 0, lastUnits: 0, lastPrice: 0 }
    this.#streams.set(key, made)
    return made
  }

  #checkValues(lane: Lane, row: number, stream: Stream): void {
    const what = rowFault(lane, row) ?? this.#openFault(lane, row)
    if (what === undefined) {
      if (begins(lane, row) && lane.receivedTime[row] < lane.exchangeTime[row]) this.#early++
      return
    }
    this.#badRows++
    if (this.#bad.length < namedMax) this.#bad.push({ kind: stream.name, time: lane.receivedTime[row], what })
  }

  /** The open of a bar is a row of its own, ahead of the rest, and lies in the same range. */
  #openFault(lane: Lane, row: number): string | undefined {
    if (lane.kind[row] !== Kind.bar) return undefined
    const open = this.#streams.get(keyOf(Kind.open, lane.ref[row]))
    if (open?.lastExchange !== lane.exchangeTime[row] - lane.ref[row] * 1000) return undefined
    const isWithin = open.lastPrice >= lane.b[row] && open.lastPrice <= lane.a[row]
    return isWithin ? undefined : `its open ${open.lastPrice} is not between low ${lane.b[row]} and high ${lane.a[row]}`
  }

  /** A venue numbers its messages, so one number again in another message is the same message again. */
  #checkRepeat(lane: Lane, row: number, stream: Stream): void {
    if (begins(lane, row) && lane.sequence[row] !== 0 && lane.sequence[row] === stream.lastSequence) this.#duplicates++
  }

  #checkGap(lane: Lane, row: number, stream: Stream): void {
    const kind = lane.kind[row]
    const isBar = kind === Kind.bar
    if (!isBar && kind !== Kind.trade && kind !== Kind.level) return
    const before = isBar ? stream.lastExchange : stream.lastReceived
    const now = isBar ? lane.exchangeTime[row] : lane.receivedTime[row]
    const allowed = isBar ? lane.ref[row] * 1000 : this.#silenceMicros
    if (before === Number.NEGATIVE_INFINITY || now - before <= allowed) return
    this.#gapCount++
    if (this.#gaps.length < namedMax) this.#gaps.push({ kind: stream.name, from: before, to: now })
  }

  #checkJump(units: number, stream: Stream): void {
    if (stream.lastUnits > 0 && Math.abs(units / stream.lastUnits - 1) > this.#jumpShare) this.#jumps++
    stream.lastUnits = units
  }

  #checkBook(lane: Lane, row: number): void {
    const kind = lane.kind[row]
    const side = lane.side[row]
    if (kind === Kind.clear) this.#sidesWhole |= side === 0 ? 3 : side > 0 ? 1 : 2
    if (kind === Kind.level && this.#sidesWhole !== 3) this.#beforeSnapshot++
    if (kind !== Kind.level) this.#book.clear(side)
    if (kind !== Kind.clear) this.#book.set(side, lane.price[row], lane.quantity[row])
    // A book may be crossed within a message, while only some of its levels are applied.
    if ((lane.flags[row] & Flag.last) !== 0 && this.#book.bid >= this.#book.ask) this.#crossed++
  }
}

function keyOf(kind: number, intervalMillis: number): number {
  return intervalMillis * 256 + kind
}

/** Whether a row is the first of its message. Chunks hold whole messages, so the first row that is there begins one. */
function begins(lane: Lane, row: number): boolean {
  return row === lane.head || (lane.flags[row - 1] & Flag.last) !== 0
}

/** What a bot on this instrument would be told at its start. */
function problemOf(rules: InstrumentRules): string | null {
  try {
    new InstrumentTable().add(rules, 'account')
    return null
  } catch (error) {
    if (isBotyardError(error)) return error.message
    throw error
  }
}
