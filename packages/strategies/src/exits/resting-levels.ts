import type { Desk, Side } from '@botyard/core'

/** What must not be forgotten of resting levels over a restart; give it to `desk.state`. */
export const noLevels = { stop: Number.NaN, target: Number.NaN, answering: false }

/**
 * Stop and target of a position as they rest with the venue. What a bar fills is answered after the bar was heard: a strategy that acts on
 * such a bar sends an exit for a position that is gone, which is refused.
 */
export class RestingLevels {
  readonly #desk: Pick<Desk, 'protect' | 'instrument'>
  readonly #state: typeof noLevels

  constructor(desk: Pick<Desk, 'protect' | 'instrument'>, state: typeof noLevels) {
    this.#desk = desk
    this.#state = state
  }

  /**
   * Declares both as far as a price can reach them. In a wild market a distance of several ranges may end below zero: a venue would refuse
   * such an order, and the other one with it. A level that is no number stays, so that it is refused and not forgotten.
   */
  protect(side: Side, { stop, target }: { readonly stop: number; readonly target: number }): void {
    this.#state.stop = this.#rounded(side, stop)
    this.#state.target = this.#rounded(side, target)
    this.#desk.protect({ ...(stop <= 0 ? {} : { stop }), ...(target <= 0 ? {} : { target }) })
  }

  /**
   * Whether a bar went through a level, so that the fill of the order there is about to be told. Ask once a bar: an order that has not been
   * answered by the next one has not filled, and waiting for it any longer would leave the position alone.
   */
  isAnswering(side: Side, high: number, low: number): boolean {
    const state = this.#state
    // A touch triggers a stop and fills no limit order.
    const isThrough = side > 0 ? low <= state.stop || high > state.target : high >= state.stop || low < state.target
    state.answering = isThrough && !state.answering
    return state.answering
  }

  /** Forgets the levels of a position that has ended. */
  clear(): void {
    Object.assign(this.#state, noLevels)
  }

  /** Towards the position, as the desk rounds the orders. */
  #rounded(side: Side, level: number): number {
    const { instrument } = this.#desk
    return side > 0 ? instrument.ceil(level) : instrument.floor(level)
  }
}
