import type { Side } from '@botyard/core'

/** Distances of a bracket, in units of volatility. */
export interface BracketReach {
  /** From the best price since entry back to the stop. */
  readonly stop: number
  /** From the entry to the target. */
  readonly target: number
}

/** What a bracket must not forget over a restart; give it to `desk.state`. `side` is 0 while there is no position. */
export const emptyBracket = {
  side: 0,
  entry: Number.NaN,
  best: Number.NaN,
  stop: Number.NaN,
  target: Number.NaN,
}

/**
 * A stop that follows the best price since entry and a target that breathes with volatility, both at distances in its units. The stop
 * only ever moves towards profit. It places no order: hand `stop` and `target` to `desk.protect`.
 */
export class TrailingBracket {
  readonly #state: typeof emptyBracket
  readonly #reach: BracketReach

  constructor(state: typeof emptyBracket, reach: BracketReach) {
    this.#state = state
    this.#reach = reach
  }

  /** Of the position it was opened for; 0 when there is none. */
  get side(): number {
    return this.#state.side
  }

  get stop(): number {
    return this.#state.stop
  }

  get target(): number {
    return this.#state.target
  }

  /** Starts with a position, at its average price. `unit` is the volatility as a price. */
  open(side: Side, entry: number, unit: number): void {
    Object.assign(this.#state, { side, entry, best: entry, stop: entry - side * this.#reach.stop * unit })
    this.follow(entry, entry, unit)
  }

  /** Takes in that another fill has moved the average price; the stop stays where it has got to. */
  average(entry: number, unit: number): void {
    this.#state.entry = entry
    this.follow(this.#state.best, this.#state.best, unit)
  }

  /** Takes in a bar that closed since. */
  follow(high: number, low: number, unit: number): void {
    const state = this.#state
    const reach = this.#reach
    const { side } = state
    state.best = side * Math.max(side * state.best, side * (side > 0 ? high : low))
    state.stop = side * Math.max(side * state.stop, side * (state.best - side * reach.stop * unit))
    state.target = state.entry + side * reach.target * unit
  }

  /** What a price has passed, when it is too late for a resting order. */
  passed(price: number): 'stop' | 'target' | undefined {
    const { side, stop, target } = this.#state
    if (side * (price - stop) <= 0) return 'stop'
    return side * (price - target) >= 0 ? 'target' : undefined
  }

  /** Forgets the position that has ended. */
  close(): void {
    Object.assign(this.#state, emptyBracket)
  }
}
