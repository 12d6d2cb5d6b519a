import { assert } from '../errors/assert.ts'
import type { Refusal } from '../ports/orders.ts'

/** Refusals that core itself gives, by name. Their numbers stand in `a` of refusing rows and, negated, for handles. */
export const Refuse = {
  badPrice: 1,
  badQuantity: 2,
  offTick: 3,
  belowMinQuantity: 4,
  belowMinNotional: 5,
  warming: 6,
  marketNotReady: 7,
  poolFull: 8,
  unknownOrder: 9,
  halted: 10,
  reducing: 11,
  nothingToReduce: 12,
  badTicket: 13,
  stopping: 14,
  noPrice: 15,
  alreadyDone: 16,
  notSupported: 17,
  postOnlyWouldTake: 18,
  notFillable: 19,
  noMarketPrice: 20,
  venueHalted: 21,
  shortSpot: 22,
  insufficientBalance: 23,
  alreadyThere: 24,
  venueReason: 25,
} as const satisfies Record<string, Refusal>

/** The largest number of core's own; what plugins register is above it. */
export const ownRefusalsMax = 25

/** What a refusal is called in the catalogue, and one line for people. */
export interface RefusalText {
  readonly error: string
  readonly text: string
}

const own: Readonly<Record<keyof typeof Refuse, RefusalText>> = {
  badPrice: { error: 'BY4101', text: 'the price is not a finite positive number' },
  badQuantity: { error: 'BY4103', text: 'the quantity is not a finite positive number' },
  offTick: { error: 'BY4102', text: 'the price is not on the tick' },
  belowMinQuantity: { error: 'BY4104', text: 'the quantity is below the minimum of the venue' },
  belowMinNotional: { error: 'BY4105', text: 'the value is below the minimum of the venue' },
  warming: { error: 'BY4106', text: 'the strategy is still warming up' },
  marketNotReady: { error: 'BY4107', text: 'the market is not ready for entries' },
  poolFull: { error: 'BY4108', text: 'as many orders live as capacity.orders allows' },
  unknownOrder: { error: 'BY4109', text: 'no order of this strategy has that handle' },
  halted: { error: 'BY4201', text: 'a risk rule has halted the bot' },
  reducing: { error: 'BY4202', text: 'a risk rule lets only what reduces pass' },
  nothingToReduce: { error: 'BY4110', text: 'there is no position to reduce' },
  badTicket: { error: 'BY4111', text: 'the ticket contradicts itself' },
  stopping: { error: 'BY4112', text: 'the bot is stopping' },
  noPrice: { error: 'BY4113', text: 'no price is known yet to size the order by' },
  alreadyDone: { error: 'BY4114', text: 'the order was done before the request arrived' },
  notSupported: { error: 'BY4115', text: 'the venue does not know this sort of order' },
  postOnlyWouldTake: { error: 'BY4116', text: 'a post-only order would have taken liquidity' },
  notFillable: { error: 'BY4117', text: 'a fill-or-kill order could not fill at once' },
  noMarketPrice: { error: 'BY4118', text: 'the market has no price yet' },
  venueHalted: { error: 'BY4119', text: 'the venue has halted the instrument' },
  shortSpot: { error: 'BY4120', text: 'there are not enough coins to sell' },
  insufficientBalance: { error: 'BY4121', text: 'there is not enough money to buy' },
  alreadyThere: { error: 'BY4103', text: 'the position is already as wanted' },
  venueReason: { error: 'BY4122', text: 'the venue gave a reason of its own' },
}

/** The numbers of all refusals of a bot: core's own, then those that plugins register while the bot is wired. */
export class Refusals {
  readonly #rows: RefusalText[] = [{ error: '', text: '' }]

  constructor() {
    for (const [name, number] of Object.entries(Refuse)) this.#rows[number] = own[name as keyof typeof Refuse]
  }

  /** A number for a plugin's own refusal, told under a code of the catalogue. */
  register(error: string, text: string): Refusal {
    return this.#rows.push({ error, text }) - 1
  }

  /** Whether a refusal has this number. */
  has(refusal: Refusal): boolean {
    return refusal > 0 && this.#rows[refusal] !== undefined
  }

  /** Name and text of a refusal by its number. */
  of(refusal: Refusal): RefusalText {
    const row = this.#rows[refusal]
    assert(row !== undefined && this.has(refusal), `refusal ${refusal} was never registered`)
    return row
  }
}
