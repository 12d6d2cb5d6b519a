import type { Side } from '../ports/instrument.ts'
import type { Memory } from '../ports/memory.ts'
import type { OrderSlot } from './order-pool.ts'
import type { OwnerRows } from './owner-rows.ts'

/**
 * Lots that could still fill, and what they would cost, for orders open, on their way or of unknown outcome: by side, in the rows that
 * positions have, so those of the account first, by the number of the instrument, and then those of every owner. Reduce-only orders do not
 * count, because the venue never lets them make a position larger.
 */
export class Exposure {
  readonly #owners: OwnerRows
  /** Buys in even places, sells in odd ones. */
  readonly #lots: Float64Array
  readonly #worth: Float64Array

  constructor(memory: Memory, owners: OwnerRows) {
    this.#owners = owners
    this.#lots = memory.column('f64', owners.rows * 2, 'exposure.lots')
    this.#worth = memory.column('f64', owners.rows * 2, 'exposure.worth')
  }

  /** Adds to what an order's owner and the account could get, or takes away. */
  reserve({ instrument, owner, side }: OrderSlot, lots: number, worth: number): void {
    this.#add(instrument.index, side, lots, worth)
    const own = this.#owners.rowOf(owner, instrument.index)
    if (own >= 0) this.#add(own, side, lots, worth)
  }

  openLots(row: number, side: Side): number {
    return this.#lots[placeOf(row, side)]
  }

  /** Lots times price units, each order at the price that it is worth. */
  openWorth(row: number, side: Side): number {
    return this.#worth[placeOf(row, side)]
  }

  /** Lots on one side if everything open there filled: never negative. */
  worstCase(row: number, side: Side, positionLots: number): number {
    const lots = side * positionLots + this.openLots(row, side)
    return lots > 0 ? lots : 0
  }

  #add(row: number, side: Side, lots: number, worth: number): void {
    const place = placeOf(row, side)
    this.#lots[place] += lots
    // Sums of large products may be off in the last place; what is gone is gone.
    this.#worth[place] = this.#lots[place] === 0 ? 0 : this.#worth[place] + worth
  }
}

function placeOf(row: number, side: Side): number {
  return side === 1 ? 2 * row : 2 * row + 1
}
