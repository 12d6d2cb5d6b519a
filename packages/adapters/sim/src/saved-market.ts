import { restoreShown, saveShown } from './saved-book.ts'
import { type SavedColumns, type SavedNumber, saveNumber } from './saved-columns.ts'
import type { SimMarket } from './sim-market.ts'

/** Numbers that a market remembers from one message to the next. */
const remembered = [
  'grain',
  'lastUnits',
  'markUnits',
  'markHeard',
  'indexUnits',
  'fundingRate',
  'fundingDue',
  'fundingSettled',
  'barMillis',
  'barOpenUnits',
  'barOpened',
  'buyerUnits',
  'sellerUnits',
  'bookTime',
  'tradeTime',
  'silentSince',
  'fineTime',
  'barTime',
] as const

/** A market as plain data: what it shows on each side, bids first, what was taken of it, and the prices known beside the book. */
export interface SavedMarket {
  readonly shown: readonly SavedColumns[]
  readonly taken: readonly SavedColumns[]
  readonly numbers: Readonly<Record<(typeof remembered)[number], SavedNumber>>
  readonly isHalted: boolean
  readonly isBarOpen: boolean
  readonly isBookNew: boolean
}

/** Writes down a market between two messages. */
export function saveMarket(market: SimMarket): SavedMarket {
  const numbers = Object.fromEntries(remembered.map((name) => [name, saveNumber(market[name])])) as SavedMarket['numbers']
  const taken = [market.takenBids.save(), market.takenAsks.save()]
  const { isHalted, isBarOpen, isBookNew } = market
  return { shown: saveShown(market.book), taken, numbers, isHalted, isBarOpen, isBookNew }
}

/** Puts what was saved into a market that has seen nothing yet. */
export function restoreMarket(market: SimMarket, { shown, taken, numbers, isHalted, isBarOpen, isBookNew }: SavedMarket): void {
  if (market.book !== undefined) restoreShown(market.book, shown)
  market.takenBids.restore(taken[0])
  market.takenAsks.restore(taken[1])
  for (const name of remembered) market[name] = Number(numbers[name])
  market.isHalted = isHalted
  market.isBarOpen = isBarOpen
  market.isBookNew = isBookNew
}
