import { type Callbacks, Follower } from '../engine/callbacks.ts'
import type { Seat } from '../engine/seat.ts'
import type { StateRecords } from '../engine/state.ts'
import type { Timeframe } from '../engine/timeframe.ts'
import { BotyardError } from '../errors/botyard-error.ts'
import type { Source } from '../ports/market.ts'
import type { Asked } from '../ports/question.ts'
import type { Use } from '../ports/signal.ts'
import type { Micros } from '../ports/time.ts'
import { definitionOf } from './define-indicator.ts'

type Lists = readonly Follower[][]

/** An instance, what defined it, and its place in the update lists. */
interface Made {
  readonly instance: unknown
  readonly definition: object | undefined
  readonly follower: Follower
}

/**
 * Indicators and signals of a bot, one instance per key. An instance joins the update lists of whatever it listens to; because lists are
 * in the order of joining, what stands on another indicator is updated after it.
 */
export class MadeWishes {
  readonly #made = new Map<string, Made>()
  readonly #questions = new Map<string, object>()
  readonly #lists = new Map<string, Lists>()
  readonly #records: StateRecords
  readonly #now: () => Micros
  /** Steps that each wish needs until it is ready, along the longest way, and the market sources it ends at. */
  readonly #depth = new Map<string, { readonly steps: number; readonly roots: readonly string[] }>()

  constructor(records: StateRecords, now: () => Micros) {
    this.#records = records
    this.#now = now
  }

  /** Makes a market's book and trades known as sources. */
  addMarket(book: Source, trades: Source, callbacks: Callbacks): void {
    this.#lists.set(book.key, [callbacks.bookUpdates])
    this.#lists.set(trades.key, [callbacks.tradeUpdates])
  }

  addBars({ series, updates }: Timeframe): void {
    this.#lists.set(series.key, [updates])
  }

  /** The instance behind a wish; `seat` is the strategy that reads it. */
  use<V>(wish: Use<V>, seat: Seat): V {
    const known = this.#made.get(wish.key) ?? this.#make(wish)
    if (known.definition !== definitionOf(wish)) throw new BotyardError('BY2107', { what: 'indicators', name: wish.name })
    if (!known.follower.users.includes(seat)) known.follower.users.push(seat)
    return known.instance as V
  }

  /** Questions go by their key too, so two of one name must be one. */
  checkQuestion(asked: Asked): void {
    const definition = definitionOf(asked)
    const known = this.#questions.get(asked.key) ?? definition
    if (known !== definition) throw new BotyardError('BY2107', { what: 'questions', name: asked.name })
    if (definition !== undefined) this.#questions.set(asked.key, definition)
  }

  /** Those that are not ready, with what they need. */
  cold(): string[] {
    const cold = [...this.#made].filter(([, { instance }]) => (instance as { readonly ready?: unknown }).ready === false)
    return cold.map(([key, { follower }]) => {
      const { steps, roots } = this.#depth.get(key)!
      return steps > 0
        ? `${follower.name}, which needs ${steps} steps of ${roots.join(' and ')}`
        : `${follower.name} on ${roots.join(' and ')}`
    })
  }

  #make(wish: Use<unknown>): Made {
    const unknown = wish.inputs.find(({ key }) => !this.#lists.has(key))
    if (unknown !== undefined) throw new BotyardError('BY2108', { name: wish.name, input: String(unknown.key) })
    const instance = wish.make(this.#records.keeper(wish.key), this.#now)
    const follower = new Follower(wish.name, instance)
    const lists = new Set(wish.inputs.flatMap((input) => this.#lists.get(input.key)!))
    for (const list of lists) list.push(follower)
    this.#lists.set(wish.key, [...lists])
    this.#countWarmUp(wish)
    const made = { instance, definition: definitionOf(wish), follower }
    this.#made.set(wish.key, made)
    return made
  }

  #countWarmUp(wish: Use<unknown>): void {
    const below = wish.inputs.map(({ key }) => this.#depth.get(key) ?? { steps: 0, roots: [key] })
    const steps = wish.warm + Math.max(0, ...below.map((one) => one.steps))
    const roots = [...new Set(below.flatMap((one) => one.roots))]
    this.#depth.set(wish.key, { steps, roots })
  }
}
