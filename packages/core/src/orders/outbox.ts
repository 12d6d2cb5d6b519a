import type { Executor } from '../ports/execution.ts'
import type { Journal } from '../ports/journal.ts'
import type { OrderGateway } from '../ports/venue.ts'
import { AmendedDraft } from './amended-draft.ts'
import type { DecisionLog, Urgency } from './decision-log.ts'
import { urgencies } from './decision-log.ts'
import type { OrderSlot } from './order-pool.ts'

type Piles = Record<Urgency, OrderSlot[]>

/** What the outbox hands over to, and tells. */
export interface OutboxNeeds {
  readonly log: DecisionLog
  readonly journal: Journal
  readonly gateways: readonly OrderGateway[]
  /** First stage before the gateway of an order. */
  executorOf(slot: OrderSlot): Executor
  /** Called as an order, amend or cancel leaves. */
  left(slot: OrderSlot, what: Urgency): void
}

/**
 * Where wishes wait for the end of the drain and for the journal: nothing leaves before its record is as safe as asked.
 * What the journal holds back keeps its order, and later wishes wait behind it.
 */
export class Outbox {
  /** Wishes that have not left. */
  parked = 0
  readonly #needs: OutboxNeeds
  readonly #fresh: Piles = { cancel: [], reduce: [], amend: [], new: [] }
  readonly #recorded: Piles = { cancel: [], reduce: [], amend: [], new: [] }
  readonly #amended = new AmendedDraft()
  #recordedCount = 0
  #lastRecord = -1
  #releasedRecord = -1

  constructor(needs: OutboxNeeds) {
    this.#needs = needs
    needs.journal.released((record) => {
      this.#releasedRecord = record
    })
  }

  park(slot: OrderSlot, what: Urgency): void {
    this.#fresh[what].push(slot)
    this.parked++
  }

  /** Takes a wish back that was not recorded yet; false when it is too late for that. */
  takeBack(slot: OrderSlot, what: Urgency): boolean {
    const pile = this.#fresh[what]
    const at = pile.indexOf(slot)
    if (at < 0) return false
    pile.splice(at, 1)
    this.parked--
    return true
  }

  /** After the drain: records what is new, then sends what the journal has released. */
  flush(): void {
    if (this.#recordedCount === 0) this.#record()
    this.#needs.journal.flush()
    if (this.#releasedRecord < this.#lastRecord) return
    for (const what of urgencies) {
      const pile = this.#recorded[what]
      for (let i = 0; i < pile.length; i++) this.#send(pile[i], what)
      pile.length = 0
    }
    this.parked -= this.#recordedCount
    this.#recordedCount = 0
    for (const gateway of this.#needs.gateways) gateway.flush()
  }

  #record(): void {
    for (const what of urgencies) {
      const fresh = this.#fresh[what]
      const recorded = this.#recorded[what]
      for (let i = 0; i < fresh.length; i++) {
        this.#lastRecord = this.#needs.log.decided(fresh[i], what)
        recorded.push(fresh[i])
      }
      this.#recordedCount += fresh.length
      fresh.length = 0
    }
  }

  #send(slot: OrderSlot, what: Urgency): void {
    this.#needs.left(slot, what)
    const executor = this.#needs.executorOf(slot)
    if (what === 'cancel') executor.cancel(slot.handle)
    else if (what === 'amend') executor.amend(this.#amended.of(slot))
    else executor.submit(slot)
  }
}
