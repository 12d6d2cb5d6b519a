import type { Instrument } from '@botyard/core'
import { settleValue } from '@botyard/core'

/** Up to this value of a position this share of it must be kept, less a fixed amount. Values are in the currency that the contract settles in. */
export interface MaintenanceTier {
  /** Largest value of the tier; Infinity for the last. */
  readonly upTo: number
  readonly rate: number
  readonly deduction: number
}

/** What an account must put up for its positions. */
export interface MarginTerms {
  /** Cross: everything that the account has answers for every position. Isolated: each position has a margin of its own. */
  readonly mode: 'cross' | 'isolated'
  /** Value of what can be held or ordered, for each unit of money. */
  readonly leverage: number
  /** By rising value. */
  readonly tiers: readonly MaintenanceTier[]
  /** What maintenance is a share of: the position at the mark price, or what it cost. */
  readonly by: 'mark' | 'entry'
}

/** Money that must be left to a position of this value before it is liquidated. */
export function maintenanceOf({ tiers }: MarginTerms, value: number): number {
  const tier = tiers.find(({ upTo }) => value <= upTo) ?? tiers[tiers.length - 1]
  return Math.max(0, value * tier.rate - tier.deduction)
}

/** What lots are worth at a price in units, in whole currency: of the quote, or for an inverse contract of the coin. */
export function valueAt(instrument: Instrument, lots: number, units: number): number {
  return settleValue(instrument, lots / instrument.lotScale, units / instrument.priceScale)
}
