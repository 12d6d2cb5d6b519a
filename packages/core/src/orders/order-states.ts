import type { OrderState } from '../ports/orders.ts'

/** What can happen to an order. The first column group is ours, the second the venue's, the third evidence about a lost outcome. */
export const orderEvents = [
  'refuse', // by desk, rule or outbox, before it was sent
  'send',
  'amendSent',
  'cancelSent',
  'timeout', // no answer in time
  'disconnect', // the line fell with the outcome open
  'accepted',
  'rejected',
  'triggered',
  'fillPart',
  'fillAll',
  'amended',
  'amendRefused',
  'cancelled',
  'cancelRefused',
  'expired',
  'foundOpen',
  'foundFilled',
  'foundDone', // found cancelled, rejected or expired
  'notFound', // proven absent
] as const

/** One of the twenty events. */
export type OrderEvent = (typeof orderEvents)[number]

/**
 * What an event means in a state: the next state, or
 * - `stay`: legal, nothing changes;
 * - `back`: return to 'open' or 'partial', whichever the filled quantity says;
 * - `late`: a fill on an order that was done: it is applied and flagged, the state stays;
 * - `odd`: weather of the venue, such as a repeated or reordered answer: counted and ignored;
 * - `bug`: only we could cause it: the invariant is broken.
 */
export type OrderStep = OrderState | 'stay' | 'back' | 'late' | 'odd' | 'bug'

/** The states in the order of the table's rows. */
export const orderStates = [
  'new',
  'sent',
  'open',
  'partial',
  'amending',
  'cancelling',
  'unknown',
  'filled',
  'cancelled',
  'rejected',
  'expired',
  'refused',
] as const satisfies readonly OrderState[]

// One line per state, one word per event, in the order of `orderEvents`. A terminal state is left by nothing.
// An answer may overtake the one before it, so a fill is believed in every state in which the order can be at the venue.
const table: Record<OrderState, string> = {
  //          refuse  send bug  cancel     timeout disc     accepted rejected trig  part    all    amended amendRef cancelled cancelRef expired foundOpen foundFilled foundDone notFound
  new: 'refused sent bug  bug        bug     bug      odd      odd      odd   partial filled odd     odd      odd       odd       odd     back      filled      cancelled odd',
  sent: 'bug     bug  amending cancelling unknown unknown open   rejected back  partial filled odd     odd      cancelled odd       expired back      filled      cancelled rejected',
  open: 'bug     bug  amending cancelling stay    stay    stay   rejected stay  partial filled stay    stay     cancelled odd       expired stay      filled      cancelled cancelled',
  partial:
    'bug     bug  amending cancelling stay    stay    stay   odd      stay  partial filled stay    stay     cancelled odd       expired stay      filled      cancelled cancelled',
  amending:
    'bug     bug  stay cancelling unknown unknown stay       rejected stay  stay    filled back    back     cancelled odd       expired stay      filled      cancelled cancelled',
  cancelling:
    'bug     bug  bug  stay       unknown unknown stay       rejected stay  stay    filled stay    stay     cancelled back      expired stay      filled      cancelled cancelled',
  unknown:
    'bug     bug  bug  stay       stay    stay    back       rejected back  stay    filled back    back     cancelled stay      expired back      filled      cancelled rejected',
  filled:
    'bug     bug  bug  bug        odd     odd     odd        odd      odd   late    late   odd     odd      odd       odd       odd     odd       stay        odd       odd',
  cancelled:
    'bug     bug  bug  bug        odd     odd     odd        odd      odd   late    late   odd     odd      odd       odd       odd     odd       odd         stay      stay',
  rejected:
    'bug     bug  bug  bug        odd     odd     odd        odd      odd   late    late   odd     odd      odd       odd       odd     odd       odd         stay      stay',
  expired:
    'bug     bug  bug  bug        odd     odd     odd        odd      odd   late    late   odd     odd      odd       odd       odd     odd       odd         stay      stay',
  refused:
    'bug     bug  bug  bug        bug     bug     odd        odd      odd   late    late   odd     odd      odd       odd       odd     odd       odd         odd       odd',
}

const steps = new Map(orderStates.map((state) => [state, table[state].split(/\s+/) as OrderStep[]]))
const eventIndex = new Map(orderEvents.map((event, index) => [event, index]))

/** The cell of the table for a state and an event. */
export function orderStep(state: OrderState, event: OrderEvent): OrderStep {
  return steps.get(state)![eventIndex.get(event)!]
}

/** Refused cancels of a live order after which the desk stops asking by itself; its strategy has heard of every one. */
export const cancelsRefusedMax = 3

/** Whether an order in this state can still change at the venue. */
export function isLive(state: OrderState): boolean {
  return (
    state === 'new' ||
    state === 'sent' ||
    state === 'open' ||
    state === 'partial' ||
    state === 'amending' ||
    state === 'cancelling' ||
    state === 'unknown'
  )
}
