import type { Memory } from '@botyard/core'
import type { Columns } from './saved-columns.ts'

/**
 * How many lots of others stand before each resting order at its price. Orders are named by their slot. Must not allocate.
 * Implementations differ in what they believe when the shown quantity falls without a trade.
 */
export interface QueueModel {
  /** Lots ahead of each order, by slot; Infinity where nothing is known of its price. */
  readonly aheadLots: Float64Array
  /** All that the model remembers, by slot: what is saved of it. */
  readonly columns: Columns
  /** The order takes its place behind the lots that are shown. */
  join(slot: number, shownLots: number): void
  /** The price of the order now shows these lots. */
  changed(slot: number, shownLots: number): void
  /** Lots were traded at the price; returns how many whole lots of them come through to the order, which may be more than it wants. */
  traded(slot: number, lots: number): number
}

/**
 * The pessimistic queue: only trades bring an order forward. When the shown quantity falls without one, those behind are
 * believed to have left first, so the lots ahead are merely never more than are shown.
 */
export class RiskAverseQueue implements QueueModel {
  readonly aheadLots: Float64Array
  readonly columns: Columns

  constructor(memory: Memory, ordersMax: number) {
    this.aheadLots = memory.column('f64', ordersMax, 'sim.aheadLots')
    this.columns = { aheadLots: this.aheadLots }
  }

  join(slot: number, shownLots: number): void {
    this.aheadLots[slot] = shownLots
  }

  changed(slot: number, shownLots: number): void {
    if (shownLots < this.aheadLots[slot]) this.aheadLots[slot] = shownLots
  }

  traded(slot: number, lots: number): number {
    const ahead = this.aheadLots[slot]
    if (lots <= ahead) {
      this.aheadLots[slot] = ahead - lots
      return 0
    }
    this.aheadLots[slot] = 0
    return lots - ahead
  }
}
