import type { StateRecords } from '../engine/state.ts'
import { BotyardError } from '../errors/botyard-error.ts'
import type { Executor, ExecutorNeeds } from '../ports/execution.ts'
import type { Fill, OrderHandle } from '../ports/orders.ts'
import type { Tape } from '../ports/tape.ts'
import type { Clock } from '../ports/time.ts'
import { ChildIntake, isWithin } from './child-intake.ts'
import { childLots, hasChild, uncutLots } from './children.ts'
import type { OrderIntake } from './order-intake.ts'
import type { OrderPool, OrderSlot } from './order-pool.ts'
import { Refuse } from './refusals.ts'
import { StageAnswers } from './stage-answers.ts'
import type { TradingFloor } from './trading-floor.ts'

/** A stage that a plugin asked for. */
export interface PlannedStage {
  readonly plugin: string
  make(needs: ExecutorNeeds): Executor
}

/** What stages are made from. */
export interface StagesNeeds {
  readonly planned: readonly PlannedStage[]
  readonly gateway: Executor
  readonly floor: TradingFloor
  readonly intake: OrderIntake
  /** Where their answers about the orders they hold are written. */
  readonly tape: Tape
  /** What they remember. */
  readonly records: StateRecords
  /** A clock of its own for each. */
  clock(): Clock
}

/**
 * The way from the outbox to the gateway: the first stage that a plugin asked for is the first to see an order. A stage passes an order on, or
 * holds it and makes children of it, which begin at the stage after it.
 */
export class Stages {
  readonly #pool: OrderPool
  readonly #intake: OrderIntake
  readonly #children: ChildIntake
  readonly #answers: StageAnswers
  readonly #stages: Executor[] = []
  /** What the outbox and the stage before hand over to; the gateway is the last. */
  readonly #entries: Executor[]
  readonly #planned: readonly PlannedStage[]

  constructor({ planned, gateway, floor, intake, tape, records, clock }: StagesNeeds) {
    this.#pool = floor.pool
    this.#planned = planned
    this.#intake = intake
    this.#children = new ChildIntake(floor, intake)
    this.#answers = new StageAnswers(tape, floor.clock)
    this.#entries = [...planned.map((_, stage) => this.#entry(stage)), gateway]
    for (const [stage, { make }] of planned.entries())
      this.#stages.push(
        make({
          next: this.#next(stage),
          clock: clock(),
          book: (instrument) => floor.markets[instrument].book,
          order: (handle) => this.#pool.find(handle),
          hold: (handle) => this.#hold(stage, this.#pool.find(handle)),
          child: (parent, lots, priceUnits) => this.#child(stage, parent, lots, priceUnits),
          left: (handle) => this.#left(stage, handle),
          amended: (handle) => this.#amended(stage, handle),
          end: (handle, as) => this.#end(stage, handle, as),
          keep: (name, first) => records.next(name, first),
        }),
      )
  }

  /** Where an order begins. */
  entryOf({ stage }: OrderSlot): Executor {
    return this.#entries[stage]
  }

  /** An order has changed: the stages it came to hear of it in their order, and after them the one that has made it. */
  order(slot: OrderSlot): void {
    for (let i = slot.stage; i <= this.#lastOf(slot); i++) this.#stages[i].onOrder?.(slot)
    const parent = this.#pool.find(slot.parent)
    if (parent === undefined) return
    this.#stages[slot.stage - 1].onChild?.(slot, parent)
    this.#follow(parent)
  }

  /** An order has filled; the fill names that order and not what it was cut from. */
  fill(slot: OrderSlot, fill: Fill): void {
    const first = slot.parent === 0 ? slot.stage : slot.stage - 1
    for (let i = first; i <= this.#lastOf(slot); i++) this.#stages[i].onFill?.(fill)
    const parent = this.#pool.find(slot.parent)
    if (parent !== undefined) this.#follow(parent)
  }

  /** A child works again that was to be cancelled, or nobody knew of: a cancel of the whole order has not come through. */
  returned(child: OrderSlot): void {
    const parent = this.#pool.find(child.parent)
    if (parent !== undefined && parent.liveAt >= 0 && parent.cancelAsked && !child.cancelAsked && parent.ending !== 'said')
      this.#answers.cancelRefused(parent, Refuse.venueReason)
  }

  #entry(stage: number): Executor {
    return {
      submit: (draft) => this.#stages[stage].submit(draft),
      amend: (draft) => this.#stages[stage].amend(draft),
      cancel: (handle) => {
        this.#stages[stage].cancel(handle)
        const order = this.#held(stage, handle)
        if (order !== undefined) this.#endIfBare(order)
      },
    }
  }

  #next(stage: number): Executor {
    const next = () => this.#entries[stage + 1]
    return {
      submit: (draft) => {
        const order = this.#pool.find(draft.handle)
        if (order?.reached !== stage || order.held) {
          const reason = 'an order is passed on once, as it came, or held and cut; this one was passed on or is held already'
          throw new BotyardError('BY2014', { plugin: this.#planned[stage].plugin, call: 'submit of its stage', reason })
        }
        order.reached = stage + 1
        next().submit(draft)
      },
      amend: (draft) => {
        const order = this.#held(stage, draft.handle)
        if (order !== undefined) this.#answers.amendRefused(order, Refuse.notSupported)
        else next().amend(draft)
      },
      cancel: (handle) => {
        const order = this.#pool.find(handle)
        if (order !== undefined && order.parent !== 0 && order.stage === stage + 1) this.#intake.withdraw(order)
        else if (this.#held(stage, handle) !== undefined) this.#end(stage, handle, 'cancelled')
        else next().cancel(handle)
      },
    }
  }

  #hold(stage: number, order: OrderSlot | undefined): boolean {
    if (order === undefined || !isAt(order, stage)) return false
    if (order.held) return true
    // A link is between two orders at the venue, which would not cancel the parts of one when the other fills.
    if (order.group !== 0) return false
    order.held = true
    this.#answers.accepted(order)
    return true
  }

  #child(stage: number, handle: OrderHandle, lots: number, priceUnits: number): OrderHandle {
    const parent = this.#pool.find(handle)
    if (parent === undefined) return -Refuse.unknownOrder
    if (!this.#hold(stage, parent)) return isAt(parent, stage) ? -Refuse.notSupported : -Refuse.alreadyDone
    return this.#children.make(stage + 1, parent, lots, priceUnits)
  }

  #left(stage: number, handle: OrderHandle): number {
    const order = this.#pool.find(handle)
    return order === undefined || !isAt(order, stage) || order.cancelAsked || order.ending !== ''
      ? 0
      : uncutLots(this.#pool, order)
  }

  #amended(stage: number, handle: OrderHandle): void {
    const order = this.#held(stage, handle)
    if (order === undefined || order.state !== 'amending') return
    const { live } = this.#pool
    let fits = order.filledLots + childLots(this.#pool, order) <= order.wantedLots
    for (const child of live) {
      if (child.parent !== handle) continue
      fits &&= isWithin(order, child.priceUnits)
      order.wantedWorthUnits = Math.max(order.wantedWorthUnits, child.worthUnits)
    }
    if (fits) this.#answers.amended(order)
    else this.#answers.amendRefused(order, Refuse.notSupported)
  }

  #end(stage: number, handle: OrderHandle, as: 'cancelled' | 'expired'): void {
    const order = this.#held(stage, handle)
    if (order === undefined || order.ending === 'said') return
    order.ending = as
    this.#cancelChildren(order)
    this.#endIfBare(order)
  }

  #cancelChildren({ handle }: OrderSlot): void {
    const { live } = this.#pool
    // From the end, because a child that has not left is gone at once.
    for (let i = live.length - 1; i >= 0; i--) if (live[i]?.parent === handle) this.#intake.withdraw(live[i])
  }

  /** After something became of a child: what it was cut from may be over, or have more than it wanted because a fill came late. */
  #follow(parent: OrderSlot): void {
    if (parent.liveAt < 0 || parent.ending === 'said') return
    const isTooMuch = parent.filledLots + childLots(this.#pool, parent) > Math.max(parent.lots, parent.wantedLots)
    if (isTooMuch) this.#end(parent.reached, parent.handle, 'cancelled')
    else this.#endIfBare(parent)
  }

  /** Says that an order is over whose end was asked for, once nothing of it is left at the venue. */
  #endIfBare(order: OrderSlot): void {
    const { ending, cancelAsked } = order
    if (ending === 'said' || (ending === '' && !cancelAsked) || hasChild(this.#pool, order)) return
    order.ending = 'said'
    this.#answers.ended(order, ending === 'expired' ? 'expired' : 'cancelled')
  }

  /** A live order that this stage holds. */
  #held(stage: number, handle: OrderHandle): OrderSlot | undefined {
    const order = this.#pool.find(handle)
    return order?.held && isAt(order, stage) ? order : undefined
  }

  #lastOf({ reached }: OrderSlot): number {
    return Math.min(reached, this.#stages.length - 1)
  }
}

/** Whether an order has come to a stage and neither ended nor been passed on. */
function isAt({ liveAt, state, reached }: OrderSlot, stage: number): boolean {
  return liveAt >= 0 && state !== 'new' && reached === stage
}
