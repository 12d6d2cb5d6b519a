import type { Draft, Lifetime, Memory, OrderHandle, OrderType, TriggerPrice } from '@botyard/core'
import { assert } from '@botyard/core'
import { type Columns, restoreColumns, type SavedColumns, saveColumns } from './saved-columns.ts'

/** Sorts of order as numbers of a column. */
export const TypeCode = { market: 0, limit: 1, stop: 2, 'stop-limit': 3, trailing: 4 } as const satisfies Record<
  OrderType,
  number
>
/** Lifetimes as numbers of a column. */
export const LifetimeCode = { gtc: 0, ioc: 1, fok: 2, day: 3 } as const satisfies Record<Lifetime, number>
/** Prices that pull triggers as numbers of a column. */
export const SourceCode = { last: 0, mark: 1, index: 2 } as const satisfies Record<TriggerPrice, number>
/** Bits of the `traits` column. */
export const Trait = {
  postOnly: 1,
  reduceOnly: 2,
  /** Waits for its trigger; cleared when it is pulled. */
  conditional: 4,
  /** Has no limit: takes what is there and never rests. */
  market: 8,
  /** Is to be cancelled, which the close of the bar that runs decides. */
  leaving: 16,
} as const
/** Where an order stands at the exchange. */
export const Phase = { none: 0, travelling: 1, working: 2, done: 3 } as const

/** No slot. */
export const noSlot = -1

/** Orders as plain data: the slots that ever had one, and what is known of each. */
export interface SavedSimOrders {
  readonly slots: readonly number[]
  readonly columns: SavedColumns
  readonly ranks: number
}

/** What the exchange knows of its orders, one a slot, in columns: an order costs no memory beyond its slot. */
export class SimOrders {
  readonly ordersMax: number
  readonly handle: Int32Array
  readonly phase: Uint8Array
  readonly instrument: Uint16Array
  readonly side: Int8Array
  readonly type: Uint8Array
  readonly source: Uint8Array
  readonly lifetime: Uint8Array
  readonly traits: Uint8Array
  readonly priceUnits: Int32Array
  readonly triggerUnits: Int32Array
  /** Trailing distance in millionths of the best price. */
  readonly trailPpm: Int32Array
  readonly distanceUnits: Int32Array
  /** Best price since a trailing stop started, 0 before. */
  readonly peakUnits: Int32Array
  readonly lots: Float64Array
  readonly filledLots: Float64Array
  /** When it last took its place: bars that opened earlier say nothing about it. */
  readonly placed: Float64Array
  /** When its owner had heard of the market last as it was sent, or changed. */
  readonly news: Float64Array
  /** Counts places taken, so that what one message placed is not filled by a trade of that message. */
  readonly rank: Float64Array
  /** Handle of the order it was linked to when sent, 0 for none. */
  readonly link: Int32Array
  /** Slots of linked orders form rings. */
  readonly ring: Int32Array
  /** All of the above by name. */
  readonly columns: Columns
  #ranks = 0

  constructor(memory: Memory, ordersMax: number) {
    const column = (name: string) => memory.column('i32', ordersMax, `sim.${name}`)
    this.ordersMax = ordersMax
    this.handle = column('handle')
    this.phase = memory.column('u8', ordersMax, 'sim.phase')
    this.instrument = memory.column('u16', ordersMax, 'sim.instrument')
    this.side = memory.column('i8', ordersMax, 'sim.side')
    this.type = memory.column('u8', ordersMax, 'sim.type')
    this.source = memory.column('u8', ordersMax, 'sim.source')
    this.lifetime = memory.column('u8', ordersMax, 'sim.lifetime')
    this.traits = memory.column('u8', ordersMax, 'sim.traits')
    this.priceUnits = column('priceUnits')
    this.triggerUnits = column('triggerUnits')
    this.trailPpm = column('trailPpm')
    this.distanceUnits = column('distanceUnits')
    this.peakUnits = column('peakUnits')
    this.lots = memory.column('f64', ordersMax, 'sim.lots')
    this.filledLots = memory.column('f64', ordersMax, 'sim.filledLots')
    this.placed = memory.column('f64', ordersMax, 'sim.placed')
    this.news = memory.column('f64', ordersMax, 'sim.news')
    this.rank = memory.column('f64', ordersMax, 'sim.rank')
    this.link = column('link')
    this.ring = column('ring').fill(noSlot)
    const { handle, phase, instrument, side, type, source, lifetime, traits, priceUnits, triggerUnits, trailPpm } = this
    const { distanceUnits, peakUnits, lots, filledLots, placed, news, rank, link, ring } = this
    const terms = { handle, phase, instrument, side, type, source, lifetime, traits, priceUnits, triggerUnits, trailPpm }
    this.columns = { ...terms, distanceUnits, peakUnits, lots, filledLots, placed, news, rank, link, ring }
  }

  /** Copies a draft as it leaves; nothing of it is read later. */
  take(draft: Draft): void {
    const { slot } = draft
    assert(this.phase[slot] === Phase.none || this.phase[slot] === Phase.done, 'a slot has one order at a time')
    const isLimit = draft.type === 'limit' || draft.type === 'stop-limit'
    const isConditional = draft.type !== 'market' && draft.type !== 'limit'
    this.handle[slot] = draft.handle
    this.phase[slot] = Phase.travelling
    this.instrument[slot] = draft.instrument.index
    this.side[slot] = draft.side
    this.type[slot] = TypeCode[draft.type]
    this.source[slot] = SourceCode[draft.by]
    this.lifetime[slot] = LifetimeCode[draft.lifetime]
    this.traits[slot] =
      (draft.postOnly ? Trait.postOnly : 0) |
      (draft.reduceOnly ? Trait.reduceOnly : 0) |
      (isConditional ? Trait.conditional : 0) |
      (isLimit ? 0 : Trait.market)
    this.priceUnits[slot] = draft.priceUnits
    this.triggerUnits[slot] = draft.triggerUnits
    this.trailPpm[slot] = Math.round(draft.trail * 1e6)
    this.distanceUnits[slot] = draft.distanceUnits
    this.peakUnits[slot] = 0
    this.lots[slot] = draft.lots
    this.filledLots[slot] = 0
    this.link[slot] = draft.link
    this.ring[slot] = noSlot
  }

  /** Forgets an order that never left. */
  drop(slot: number): void {
    this.phase[slot] = Phase.done
  }

  /** Lots that are not filled yet. */
  leftLots(slot: number): number {
    return this.lots[slot] - this.filledLots[slot]
  }

  has(slot: number, trait: number): boolean {
    return (this.traits[slot] & trait) !== 0
  }

  /** Notes that the order takes its place now, behind all that have one. */
  place(slot: number, time: number): void {
    this.placed[slot] = time
    this.rank[slot] = ++this.#ranks
  }

  /** Rank of the order that took its place last. */
  get lastRank(): number {
    return this.#ranks
  }

  save(): SavedSimOrders {
    const slots = [...this.phase.keys()].filter((slot) => this.phase[slot] !== Phase.none)
    return { slots, columns: saveColumns(this.columns, slots), ranks: this.#ranks }
  }

  restore(saved: SavedSimOrders): void {
    restoreColumns(this.columns, saved.slots, saved.columns)
    this.#ranks = saved.ranks
  }

  /** The phase of a handle's order at a slot; `none` when the slot has another order by now, or never had this one. */
  phaseOf(slot: number, handle: OrderHandle): number {
    return slot >= 0 && slot < this.ordersMax && this.handle[slot] === handle ? this.phase[slot] : Phase.none
  }
}
