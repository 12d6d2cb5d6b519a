import { Refuse } from '@botyard/core'

/** Why the simulated exchange says no. The numbers are core's, so the desk tells them like its own. */
export const SimRefusal = {
  /** A post-only order that would have taken. */
  postOnlyWouldTake: Refuse.postOnlyWouldTake,
  /** A reduce-only order without a position on the other side. */
  reduceOnlyNothing: Refuse.nothingToReduce,
  /** A fill-or-kill order that arrived where less is shown than it wants. */
  fokNotFillable: Refuse.notFillable,
  /** Nothing was seen of the market, or nothing of the price that the order listens to. */
  noPrice: Refuse.noMarketPrice,
  /** A cancel or amend of something that never arrived. */
  unknownOrder: Refuse.unknownOrder,
  /**
   * A cancel or amend that came too late, also for an order that the open of a bar has jumped over, or an order linked to one that was filled
   * before.
   */
  alreadyDone: Refuse.alreadyDone,
  /** An order that says two things, or an instrument this exchange does not list. */
  unsupported: Refuse.notSupported,
  /** An amend to no more than what is filled already. */
  belowFilled: Refuse.badQuantity,
  /** Less money than the order, or the margin for it, would take. */
  notAffordable: Refuse.insufficientBalance,
  /** More requests on their way than there is room for. */
  tooManyRequests: Refuse.poolFull,
  /** The recorded market was halted. */
  halted: Refuse.venueHalted,
} as const
