import { assert } from '../errors/assert.ts'
import type { OrderState } from '../ports/orders.ts'
import type { OrderSlot } from './order-pool.ts'
import { type OrderEvent, orderStep } from './order-states.ts'

/** What became of an order by an event. */
export type StepTaken = 'changed' | 'stayed' | 'odd'

/** Where an order stands that is at the venue. A cancel that was sent while that was not known is still owed an answer. */
function standing(slot: OrderSlot): OrderState {
  if (slot.cancelAsked) return 'cancelling'
  return slot.filledLots > 0 ? 'partial' : 'open'
}

/** Moves an order by the table of its states: the only way in which an order that lives changes its state. */
export function takeStep(slot: OrderSlot, event: OrderEvent): StepTaken {
  const step = orderStep(slot.state, event)
  assert(step !== 'bug', `order ${slot.id}: ${event} in state ${slot.state}`)
  if (step === 'odd' || step === 'late') return 'odd'
  if (step === 'stay') return 'stayed'
  slot.state = step === 'back' ? standing(slot) : step
  return 'changed'
}
