import type { OrderState } from '../ports/orders.ts'

/** What can happen to an order. The first group is ours, the second the venue's, the third evidence about a lost outcome. */
export const orderEvents = [
  'refuse', // by desk, rule or stage, before anything was recorded
  'takenBack', // cancelled before it was recorded
  'send',
  'amendSent',
  'cancelSent',
  'timeout', // no answer in time, or the line fell
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
] as const

/** One of the events. */
export type OrderEvent = (typeof orderEvents)[number]

/**
 * What an event means in a state: the next state, or
 * - `stay`: legal, nothing changes;
 * - `back`: return to 'open' or 'partial', whichever the filled quantity says;
 * - `late`: a fill on an order that was done: it is booked, the state stays;
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
// biome-ignore format: it is read as a table
const table: Record<OrderState, string> = {
  //           refuse  takenBack send amend    cancel     timeout accepted rejected trigger fillPart fillAll amended amendRef cancelled cancelRef expired foundOpen foundFill
  new:        'refused cancelled sent amending cancelling bug     odd      odd      odd     partial  filled  odd     odd      odd       odd       odd     back      filled',
  sent:       'bug     bug       bug  amending cancelling unknown open     rejected back    partial  filled  odd     odd      cancelled odd       expired back      filled',
  open:       'bug     bug       bug  amending cancelling stay    stay     rejected stay    partial  filled  stay    stay     cancelled odd       expired stay      filled',
  partial:    'bug     bug       bug  amending cancelling stay    stay     odd      stay    partial  filled  stay    stay     cancelled odd       expired stay      filled',
  amending:   'bug     bug       stay stay     cancelling unknown stay     rejected stay    stay     filled  back    back     cancelled odd       expired stay      filled',
  cancelling: 'bug     bug       stay bug      stay       unknown stay     rejected stay    stay     filled  stay    stay     cancelled back      expired stay      filled',
  unknown:    'bug     bug       stay bug      stay       stay    back     rejected back    stay     filled  back    back     cancelled stay      expired back      filled',
  filled:     'bug     bug       bug  bug      bug        odd     odd      odd      odd     late     late    odd     odd      odd       odd       odd     odd       stay',
  cancelled:  'bug     bug       bug  bug      bug        odd     odd      odd      odd     late     late    odd     odd      odd       odd       odd     odd       odd',
  rejected:   'bug     bug       bug  bug      bug        odd     odd      odd      odd     late     late    odd     odd      odd       odd       odd     odd       odd',
  expired:    'bug     bug       bug  bug      bug        odd     odd      odd      odd     late     late    odd     odd      odd       odd       odd     odd       odd',
  refused:    'bug     bug       bug  bug      bug        bug     odd      odd      odd     late     late    odd     odd      odd       odd       odd     odd       odd',
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
