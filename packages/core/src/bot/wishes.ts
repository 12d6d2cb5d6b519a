import type { Timeframe } from '../engine/callback-table.ts'
import type { Callbacks } from '../engine/callbacks.ts'
import type { StateRecords } from '../engine/state.ts'
import type { Source } from '../ports/market.ts'
import type { Updating, Use } from '../ports/signal.ts'
import type { Micros } from '../ports/time.ts'

type Lists = readonly Updating<unknown>[][]

/**
 * Indicators and signals of a bot, one instance per key. An instance joins the update lists of whatever it listens to; because lists are
 * in the order of joining, what stands on another indicator is updated after it.
 */
export class MadeWishes {
  readonly #made = new Map<string, Updating<unknown>>()
  readonly #lists = new Map<string, Lists>()
  readonly #records: StateRecords
  readonly #now: () => Micros
  /** Steps that each market source needs until everything that stands on it is ready. */
  readonly warmSteps = new Map<string, number>()
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

  use<V>(wish: Use<V>): V {
    const known = this.#made.get(wish.key)
    if (known !== undefined) return known as V
    const made = wish.make(this.#records.keeper(wish.key), this.#now)
    const lists = new Set(wish.inputs.flatMap((input) => this.#lists.get(input.key) ?? []))
    for (const list of lists) list.push(made)
    this.#lists.set(wish.key, [...lists])
    this.#countWarmUp(wish)
    this.#made.set(wish.key, made)
    return made
  }

  #countWarmUp(wish: Use<unknown>): void {
    const below = wish.inputs.map(({ key }) => this.#depth.get(key) ?? { steps: 0, roots: [key] })
    const steps = wish.warm + Math.max(0, ...below.map((one) => one.steps))
    const roots = [...new Set(below.flatMap((one) => one.roots))]
    this.#depth.set(wish.key, { steps, roots })
    for (const root of roots) this.warmSteps.set(root, Math.max(steps, this.warmSteps.get(root) ?? 0))
  }
}
