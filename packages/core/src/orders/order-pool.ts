import type { PassingOrder } from '../ports/execution.ts'
import type { Instrument, Side } from '../ports/instrument.ts'
import type { Lifetime, Order, OrderHandle, OrderState, OrderType, TriggerPrice } from '../ports/orders.ts'
import type { Micros } from '../ports/time.ts'
import type { OrderIds } from './order-ids.ts'
import { OrderView } from './order-view.ts'

const slotBits = 14
/** Orders that can be remembered at a time, live ones and the last that were done. */
export const slotsMax = 1 << slotBits
const generationsMax = 1 << 16

/** The slot in a handle, whoever has it now. */
export function slotOf(handle: OrderHandle): number {
  return (handle - 1) & (slotsMax - 1)
}

/** One order: the draft the gateway reads. Integers are the truth, the plain numbers are read from them. */
export class OrderSlot implements PassingOrder, Order {
  readonly slot: number
  /** What its strategy sees of it. */
  readonly view: Order
  generation = 0
  handle: OrderHandle = 0
  parent: OrderHandle = 0
  owner = 0
  instrument!: Instrument
  side: Side = 1
  type: OrderType = 'market'
  priceUnits = 0
  lots = 0
  triggerUnits = 0
  by: TriggerPrice = 'last'
  trail = 0
  distanceUnits = 0
  lifetime: Lifetime = 'gtc'
  postOnly = false
  reduceOnly = false
  link: OrderHandle = 0
  reason = ''
  sequence = 0
  /** The start of the bot in which the order was made, and the number its owner had then: what its id is made of for ever. */
  epoch = 0
  firstOwner = 0
  state: OrderState = 'refused'
  filledLots = 0
  /** What an amend under way asks for; equal to what is in force otherwise. */
  wantedPriceUnits = 0
  wantedLots = 0
  /** Price units at which it counts as open exposure; what an amend under way would make of them. */
  worthUnits = 0
  wantedWorthUnits = 0
  /** Lots counted as open exposure, and those times their price units. */
  reservedLots = 0
  reservedWorth = 0
  /** It must not fill beyond what its strategy holds, and the venue cannot see that, because others trade the instrument as well. */
  reducesOwn = false
  /** It was made to get out of a position, so it passes whatever state bot and market are in, and so do its children. */
  closes = false
  /** Number of the stage that it begins at, and of the one that it has come to; the gateway is the one after the last. */
  stage = 0
  reached = 0
  /** The stage that it has come to answers for it, so the venue does not know it. */
  held = false
  /** What becomes of an order that is held once none of its children live; 'said' when it was told so. */
  ending: '' | 'cancelled' | 'expired' | 'said' = ''
  sentTime: Micros = 0
  /** Orders that cancel each other have one number, the handle of their first; 0 for an order that nothing is linked to. */
  group: OrderHandle = 0
  /** A cancel is on its way, so none is sent again until the venue has refused it or kept silent about it. */
  cancelAsked = false
  /** Cancels that the venue has refused although the order lived. */
  cancelsRefused = 0
  /** A quote whose level is placed anew once this order is out of the way; a cancel by anybody else ends that wish too. */
  replaced = false
  /** Place in the pool's list of live orders. */
  liveAt = -1
  readonly #ids: OrderIds

  constructor(slot: number, ids: OrderIds) {
    this.slot = slot
    this.#ids = ids
    this.view = new OrderView(this)
  }

  get id(): string {
    return this.#ids.text(this.sequence, this.firstOwner, this.epoch)
  }

  get quantity(): number {
    return this.lots / this.instrument.lotScale
  }

  get filled(): number {
    return this.filledLots / this.instrument.lotScale
  }

  get price(): number | undefined {
    return this.priceUnits === 0 ? undefined : this.priceUnits / this.instrument.priceScale
  }

  get trigger(): number | undefined {
    return this.triggerUnits === 0 ? undefined : this.triggerUnits / this.instrument.priceScale
  }

  get distance(): number | undefined {
    return this.distanceUnits === 0 ? undefined : this.distanceUnits / this.instrument.priceScale
  }

  /** Begins a new order with nothing of the one before it, whatever the two have in common is left as it is. */
  begin(): void {
    this.parent = 0
    this.stage = 0
    this.reached = 0
    this.held = false
    this.ending = ''
    this.state = 'new'
    this.filledLots = 0
    this.reservedLots = 0
    this.reservedWorth = 0
    this.sequence = 0
    this.sentTime = 0
    this.group = 0
    this.cancelAsked = false
    this.cancelsRefused = 0
    this.replaced = false
  }

  /** Becomes a plain part of another order, for a stage to pass on. */
  cutFrom(order: OrderSlot, lots: number, priceUnits: number, stage: number): void {
    this.begin()
    this.parent = order.handle
    this.stage = stage
    this.reached = stage
    this.owner = order.owner
    this.instrument = order.instrument
    this.side = order.side
    this.type = priceUnits === 0 ? 'market' : 'limit'
    this.priceUnits = priceUnits
    this.lots = lots
    this.triggerUnits = 0
    this.by = 'last'
    this.trail = 0
    this.distanceUnits = 0
    this.lifetime = order.lifetime
    this.postOnly = order.postOnly
    this.reduceOnly = order.reduceOnly
    this.reducesOwn = order.reducesOwn
    this.closes = order.closes
    this.link = 0
    this.reason = order.reason
    this.wantedPriceUnits = priceUnits
    this.wantedLots = lots
  }

  /** These terms are in force, and nothing else is wanted. */
  setTerms(priceUnits: number, lots: number): void {
    const isWanted = priceUnits === this.wantedPriceUnits
    this.worthUnits = isWanted ? this.wantedWorthUnits : Math.max(this.worthUnits, this.wantedWorthUnits)
    this.priceUnits = priceUnits
    this.lots = lots
    this.dropWanted()
  }

  /** Nothing is wanted but what is in force. */
  dropWanted(): void {
    this.wantedPriceUnits = this.priceUnits
    this.wantedLots = this.lots
    this.wantedWorthUnits = this.worthUnits
  }
}

/** How often slots were used, and in which order they are free; plain data for a restart. */
export interface SavedSlots {
  /** By slot, without those at the end that were never used. */
  readonly generations: readonly number[]
  /** Of those that were used. The others are taken before them, in the order of their numbers. */
  readonly free: readonly number[]
}

/** The slots of all orders of a bot. A slot is used again only after all others, so a done order stays readable for a while. */
export class OrderPool {
  readonly slots: readonly OrderSlot[]
  /** Slots of live orders, in no order that means anything. */
  readonly live: OrderSlot[] = []
  readonly #free: Int32Array
  #freeHead = 0
  #freeCount: number

  constructor(ids: OrderIds, count: number) {
    this.slots = Array.from({ length: count }, (_, slot) => new OrderSlot(slot, ids))
    this.#free = Int32Array.from({ length: count }, (_, slot) => slot)
    this.#freeCount = count
  }

  /** A slot to fill, or undefined when all are taken by live orders. */
  take(): OrderSlot | undefined {
    if (this.#freeCount === 0) return undefined
    const slot = this.slots[this.#free[this.#freeHead]]
    this.#freeHead = (this.#freeHead + 1) % this.slots.length
    this.#freeCount--
    slot.generation = (slot.generation + 1) % generationsMax
    slot.handle = ((slot.generation << slotBits) | slot.slot) + 1
    slot.liveAt = this.live.push(slot) - 1
    return slot
  }

  /** Gives back the slot taken last, because nothing became of its order: it is the next to be taken, so that refusals never push out done orders. */
  putBack(slot: OrderSlot): void {
    this.#retire(slot)
    this.#freeHead = (this.#freeHead + this.slots.length - 1) % this.slots.length
    this.#free[this.#freeHead] = slot.slot
    this.#freeCount++
    slot.generation--
    slot.handle = 0
  }

  save(): SavedSlots {
    const used = this.slots.findLastIndex(({ generation }) => generation > 0) + 1
    const free = this.#inOrder().filter((slot) => this.slots[slot].generation > 0)
    return { generations: this.slots.slice(0, used).map(({ generation }) => generation), free }
  }

  /**
   * Takes over the slots of an earlier start into a pool that was never used, so that a handle from before never names an order made after.
   * The slots named are live and are returned, undefined where this pool is too small to have one.
   */
  restore({ generations, free }: SavedSlots, live: readonly number[]): (OrderSlot | undefined)[] {
    for (const [slot, generation] of generations.entries()) {
      const one = this.slots[slot]
      if (one !== undefined) one.generation = generation
    }
    const known = new Set([...live, ...free])
    const others = this.slots.map(({ slot }) => slot).filter((slot) => !known.has(slot))
    const isLive = new Set(live)
    const now = [...others, ...free.filter((slot) => slot < this.slots.length && !isLive.has(slot))]
    this.#free.set(now)
    this.#freeHead = 0
    this.#freeCount = now.length
    return live.map((number) => {
      const slot = this.slots[number]
      if (slot !== undefined) slot.liveAt = this.live.push(slot) - 1
      return slot
    })
  }

  /** Gives a done order's slot back; its fields stay readable until it is taken again. */
  giveBack(slot: OrderSlot): void {
    this.#retire(slot)
    this.#free[(this.#freeHead + this.#freeCount) % this.slots.length] = slot.slot
    this.#freeCount++
  }

  /** The order of a handle, live or done; undefined when its slot was used again or the handle is no order's. */
  find(handle: OrderHandle): OrderSlot | undefined {
    const slot = Number.isInteger(handle) && handle > 0 ? this.slots[slotOf(handle)] : undefined
    return slot !== undefined && slot.handle === handle ? slot : undefined
  }

  #inOrder(): number[] {
    return Array.from({ length: this.#freeCount }, (_, i) => this.#free[(this.#freeHead + i) % this.slots.length])
  }

  #retire(slot: OrderSlot): void {
    const moved = this.live.pop()!
    if (moved !== slot) {
      moved.liveAt = slot.liveAt
      this.live[slot.liveAt] = moved
    }
    slot.liveAt = -1
  }
}
