import type { Memory } from '@botyard/core'
import { assert } from '@botyard/core'
import type { QueueModel } from './queue-position.ts'
import type { Columns } from './saved-columns.ts'

/** Ways to guess where lots left that nobody traded. */
export const queueShapes = ['power', 'power-of-all', 'power-of-ahead', 'log', 'log-of-all'] as const

/** One of the ways to guess where lots left that nobody traded. */
export type QueueShape = (typeof queueShapes)[number]

/** Which guess, and for the powers how steep it is. */
export interface ProbableQueueSpec {
  readonly shape: QueueShape
  /** Over 0; 1 when left out. The logarithms have none. */
  readonly exponent?: number
}

/** The probability that a lot that left without a trade stood behind an order. Both numbers are lots, and not both are 0. */
export type BehindShare = (aheadLots: number, behindLots: number) => number

/**
 * The guesses, with a lots ahead of the order and b behind it, and n the exponent:
 * power b^n / (a^n + b^n); power-of-all b^n / (a + b)^n; power-of-ahead 1 - (a / (a + b))^n;
 * log ln(1 + b) / (ln(1 + a) + ln(1 + b)); log-of-all ln(1 + b) / ln(1 + a + b).
 */
export function behindShare({ shape, exponent: n = 1 }: ProbableQueueSpec): BehindShare {
  assert(n > 0 && Number.isFinite(n), `the exponent of a queue is over 0, not ${n}`)
  switch (shape) {
    case 'power':
      return (a, b) => b ** n / (a ** n + b ** n)
    case 'power-of-all':
      return (a, b) => b ** n / (a + b) ** n
    case 'power-of-ahead':
      return (a, b) => 1 - (a / (a + b)) ** n
    case 'log':
      return (a, b) => Math.log1p(b) / (Math.log1p(a) + Math.log1p(b))
    case 'log-of-all':
      return (a, b) => Math.log1p(b) / Math.log1p(a + b)
  }
}

/**
 * A queue that guesses: lots that left without a trade stood partly ahead and partly behind, and the more stand behind, the likelier it was
 * one of them. What was traded since the last change of the level is no guess and is taken off first. It fills sooner than the risk-averse
 * queue, so it is for those who have measured which guess their market follows.
 */
export class ProbableQueue implements QueueModel {
  readonly aheadLots: Float64Array
  /** @internal */
  readonly columns: Columns
  /** Lots at the price as last shown, and lots traded there since. */
  readonly #shownLots: Float64Array
  readonly #tradedLots: Float64Array
  readonly #share: BehindShare

  constructor(memory: Memory, ordersMax: number, spec: ProbableQueueSpec) {
    this.aheadLots = memory.column('f64', ordersMax, 'sim.aheadLots')
    this.#shownLots = memory.column('f64', ordersMax, 'sim.shownLots')
    this.#tradedLots = memory.column('f64', ordersMax, 'sim.tradedLots')
    this.columns = { aheadLots: this.aheadLots, shownLots: this.#shownLots, tradedLots: this.#tradedLots }
    this.#share = behindShare(spec)
  }

  join(slot: number, shownLots: number): void {
    this.aheadLots[slot] = shownLots
    this.#shownLots[slot] = shownLots
    this.#tradedLots[slot] = 0
  }

  changed(slot: number, shownLots: number): void {
    const ahead = this.aheadLots[slot]
    const before = this.#shownLots[slot]
    const left = before - shownLots - this.#tradedLots[slot]
    this.#shownLots[slot] = shownLots
    this.#tradedLots[slot] = 0
    // Nothing to guess: more is shown than was left, or nothing was known of the price until now.
    if (!(left > 0) || before === Number.POSITIVE_INFINITY) {
      if (shownLots < ahead) this.aheadLots[slot] = shownLots
      return
    }
    const behind = before - ahead
    const share = this.#share(ahead, behind)
    // Those behind can lose no more than they were: the rest left ahead after all.
    const guess = ahead - (1 - share) * left + Math.min(0, behind - share * left)
    this.aheadLots[slot] = Math.min(guess, shownLots)
  }

  traded(slot: number, lots: number): number {
    this.#tradedLots[slot] += lots
    const over = lots - this.aheadLots[slot]
    this.aheadLots[slot] = Math.max(0, -over)
    return over > 0 ? Math.round(over) : 0
  }
}
