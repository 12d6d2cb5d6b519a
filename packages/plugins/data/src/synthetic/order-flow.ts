import type { Side } from '@botyard/core'
import type { Chance } from './chance.ts'

/** Longest run of trades that one large order is cut into. */
const runMax = 128

/** Who takes, and how much: large orders are worked off in many small trades of one side, which is why sides of trades come in runs. */
export class OrderFlow {
  readonly #chance: Chance
  /** Lots of an ordinary trade. */
  readonly #tradeLots: number
  #side: Side = 1
  #left = 0

  constructor(chance: Chance, tradeLots: number) {
    this.#chance = chance
    this.#tradeLots = tradeLots
  }

  /** Side of the next taker; `pull` is where the price wants to go, 0 for nowhere. */
  side(pull: Side | 0): Side {
    if (pull !== 0 && this.#chance.oneIn(2)) return pull
    if (this.#chance.oneIn(5)) return this.#chance.sign()
    if (this.#left === 0) {
      this.#side = this.#chance.sign()
      this.#left = 1 + this.#chance.heavy(runMax) * 3
    }
    this.#left--
    return this.#side
  }

  /** Lots of the next taker: mostly small, sometimes many times the ordinary. */
  lots(): number {
    return 1 + Math.floor(this.#tradeLots * this.#chance.heavy(64) * 0.7 * this.#chance.unit())
  }
}
