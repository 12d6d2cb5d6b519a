import type { Ledger } from '@botyard/core'

/** At what a position is taken over: what its lots are worth, and the price in whole units that comes nearest to it, against its holder. */
export interface LiquidationFill {
  readonly priceUnits: number
  /** In units of the currency that it settles in; the price is told for looking, and this is what is booked. */
  readonly valueUnits: number
}

/** What the net position of an instrument must be closed at so that this much is lost of what is booked, to the unit. A cold path. */
export function liquidationOf(ledger: Ledger, instrument: number, lostUnits: bigint): LiquidationFill {
  const { positions, terms } = ledger
  const net = positions.lots[instrument]
  const isInverse = terms.isInverse[instrument] === 1
  const cost = positions.cost.toUnits(instrument)
  const value = net > 0 === isInverse ? cost + lostUnits : cost - lostUnits
  const perPrice = BigInt(Math.abs(net)) * BigInt(terms.factor[instrument])
  // A position that cannot lose so much is worth as little as can be told.
  const told = value > 0n ? value : isInverse ? 1n : perPrice
  const [above, below] = isInverse ? [perPrice, told] : [told, perPrice]
  const price = net > 0 ? above / below : (above + below - 1n) / below
  return { priceUnits: Math.max(1, Number(price)), valueUnits: Number(told) }
}
