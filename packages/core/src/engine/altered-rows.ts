import { priceUnitsMax } from '../market/price-units.ts'
import type { Tape } from '../ports/tape.ts'
import type { Micros } from '../ports/time.ts'
import { Kind, TickerField } from './tape-kinds.ts'

/** Clocks of venues that run ahead of ours by no more than this are clocks; a row that tells of a later time was stamped wrongly. */
const clockAheadMax: Micros = 1_000_000

/**
 * Another future: rows that tell of a time after the cut are altered, those before it stay as they are. Prices are mirrored at the last
 * one before the cut and stretched by a whole number, another one at every time: what rose falls, what was bid is asked, a bar keeps its
 * high above its low, a price its tick, and no two moves follow each other as they did. Quantities grow by whole numbers, other values are mirrored as prices are. Which rows there are, and when, stays.
 */
export class AlteredRows {
  readonly #after: Micros
  readonly #chance: () => number
  #stretch = 2
  #stretchTime: Micros = Number.NaN
  /** The last price of each instrument before the cut. */
  readonly #prices: number[] = []
  /** The last of every other value before the cut. */
  readonly #values = new Map<string, number>()

  /** @param chance a stream of numbers in [0, 1) that is the same in every run. */
  constructor(after: Micros, chance: () => number) {
    this.#after = after
    this.#chance = chance
  }

  /** Alters rows `from` to `to` (exclusive) where they stand; they come in the order of the tape. */
  alter(tape: Tape, from: number, to: number): void {
    for (let row = from; row < to; row++) {
      if (tape.receivedTime[row] > this.#after || tape.exchangeTime[row] > this.#after + clockAheadMax) this.#alter(tape, row)
      else this.#remember(tape, row)
    }
  }

  #remember(tape: Tape, row: number): void {
    switch (tape.kind[row]) {
      case Kind.level:
      case Kind.trade:
      case Kind.quote:
      case Kind.open:
      case Kind.bar:
        this.#prices[tape.instrument[row]] = tape.price[row]
        break
      case Kind.ticker:
      case Kind.data:
        this.#values.set(keyOf(tape, row, 'a'), tape.a[row])
        this.#values.set(keyOf(tape, row, 'b'), tape.b[row])
    }
  }

  #alter(tape: Tape, row: number): void {
    const time = tape.receivedTime[row]
    if (time !== this.#stretchTime) this.#stretch = this.#wholeTimes()
    this.#stretchTime = time
    switch (tape.kind[row]) {
      case Kind.clear:
        tape.side[row] = -tape.side[row]
        break
      case Kind.level:
      case Kind.trade:
      case Kind.quote:
      case Kind.liquidation:
        tape.side[row] = -tape.side[row]
        tape.quantity[row] *= this.#wholeTimes()
        tape.price[row] = this.#mirrored(tape, row, tape.price[row])
        break
      case Kind.open:
        tape.price[row] = this.#mirrored(tape, row, tape.price[row])
        break
      case Kind.bar: {
        const [high, low] = [tape.a[row], tape.b[row]]
        tape.price[row] = this.#mirrored(tape, row, tape.price[row])
        tape.a[row] = this.#mirrored(tape, row, low)
        tape.b[row] = this.#mirrored(tape, row, high)
        tape.quantity[row] *= this.#wholeTimes()
        break
      }
      case Kind.ticker:
        this.#alterTicker(tape, row)
        break
      case Kind.data:
        tape.a[row] = this.#otherValue(keyOf(tape, row, 'a'), tape.a[row])
        tape.b[row] = this.#otherValue(keyOf(tape, row, 'b'), tape.b[row])
    }
  }

  /** When the next funding is due is known before, so only the values are altered; a mark stays above zero. */
  #alterTicker(tape: Tape, row: number): void {
    const field = tape.ref[row]
    const value = tape.a[row]
    const isRate = field === TickerField.fundingRate
    const other = this.#otherValue(keyOf(tape, row, 'a'), value)
    tape.a[row] = isRate || other > 0 ? other : value * this.#wholeTimes()
  }

  #mirrored({ instrument }: Tape, row: number, units: number): number {
    const at = instrument[row]
    this.#prices[at] ??= units
    const middle = this.#prices[at]
    return Math.min(priceUnitsMax, Math.max(1, middle - this.#stretch * (units - middle)))
  }

  /** A value that is the last one again becomes another one too: what never changes could be known as well. */
  #otherValue(key: string, value: number): number {
    const last = this.#values.get(key) ?? 0
    if (value !== last) return last - this.#stretch * (value - last)
    return value + (this.#chance() - 0.5) * (value === 0 ? 1e-3 : value)
  }

  #wholeTimes(): number {
    return this.#chance() < 0.5 ? 2 : 3
  }
}

function keyOf(tape: Tape, row: number, column: 'a' | 'b'): string {
  return `${tape.instrument[row]} ${tape.kind[row]} ${tape.ref[row]} ${column}`
}
