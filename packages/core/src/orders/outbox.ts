import type { Executor } from '../ports/execution.ts'
import type { Journal } from '../ports/journal.ts'
import type { OrderGateway } from '../ports/venue.ts'
import { AmendedDraft } from './amended-draft.ts'
import type { DecisionLog, Urgency } from './decision-log.ts'
import { urgencies } from './decision-log.ts'
import type { OrderSlot } from './order-pool.ts'
import { type RecordedWish, WishQueue } from './wish-queue.ts'

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
 * Where wishes wait for the end of the drain and for the journal: nothing leaves before its record is as safe as asked. Wishes are recorded
 * at the end of every drain, the most urgent first, and leave in the order of their records.
 */
export class Outbox {
  /** Wishes that have not left. */
  parked = 0
  readonly #needs: OutboxNeeds
  readonly #fresh: Record<Urgency, OrderSlot[]> = { cancel: [], reduce: [], amend: [], new: [] }
  readonly #recorded = new WishQueue()
  readonly #amended = new AmendedDraft()
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

  /** Whether this wish waits here and can still be taken back, because it was not recorded yet. */
  holds(slot: OrderSlot, what: Urgency): boolean {
    return this.#fresh[what].includes(slot)
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
    const recorded = this.#recorded
    let hasLeft = false
    // Stages may make children of what leaves; those leave in the same breath.
    do {
      this.#record()
      this.#needs.journal.flush()
      while (recorded.length > 0 && recorded.first.record <= this.#releasedRecord) {
        const wish = recorded.shift()
        this.parked--
        hasLeft = true
        this.#send(wish)
      }
    } while (this.#hasFresh())
    if (!hasLeft) return
    for (const gateway of this.#needs.gateways) gateway.flush()
  }

  #hasFresh(): boolean {
    for (const what of urgencies) if (this.#fresh[what].length > 0) return true
    return false
  }

  #record(): void {
    for (const what of urgencies) {
      const pile = this.#fresh[what]
      for (let i = 0; i < pile.length; i++) this.#recorded.push(pile[i], what, this.#needs.log.decided(pile[i], what))
      pile.length = 0
    }
  }

  /** Sends what was recorded or nothing: what an order that has ended meanwhile was to do, or terms that were overtaken, stay here. */
  #send({ slot, handle, what, priceUnits, lots }: RecordedWish): void {
    if (slot.handle !== handle || slot.liveAt < 0) return
    if (what === 'amend' && (slot.wantedPriceUnits !== priceUnits || slot.wantedLots !== lots)) return
    this.#needs.left(slot, what)
    const executor = this.#needs.executorOf(slot)
    if (what === 'cancel') executor.cancel(handle)
    else if (what === 'amend') executor.amend(this.#amended.of(slot))
    else executor.submit(slot)
  }
}
