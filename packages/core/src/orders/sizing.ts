import { readShare } from '../options/percent-text.ts'
import type { Instrument, Side } from '../ports/instrument.ts'
import type { Size } from '../ports/strategy.ts'
import { quantityWorth } from './contract-value.ts'
import { Refuse } from './refusals.ts'
import { isAmount } from './snap.ts'

/**
 * The quantity that a size means at a price: units of base, contracts for inverse. Negative is minus the refusal: the size does not say
 * exactly one thing, or says it with a number that cannot be used.
 */
export function quantityOf(size: Size, instrument: Instrument, side: Side, price: number, equity: number): number {
  const ways =
    Number(size.equity !== undefined) +
    Number(size.quantity !== undefined) +
    Number(size.amount !== undefined) +
    Number(size.risk !== undefined)
  if (ways !== 1 || (size.risk !== undefined && size.stop === undefined)) return -Refuse.badTicket
  if (size.stop !== undefined && !isAmount(size.stop)) return -Refuse.badPrice
  // A stop that the price has passed already says nothing about what could be lost.
  if (size.risk !== undefined && !(side * (price - (size.stop ?? price)) > 0)) return -Refuse.badTicket
  const quantity = size.quantity ?? quantityInMoney(size, instrument, side, price, equity)
  return isAmount(quantity) ? quantity : -Refuse.badQuantity
}

/** The quantity of a size that is told in money. */
function quantityInMoney(size: Size, instrument: Instrument, side: Side, price: number, equity: number): number {
  if (size.risk !== undefined) {
    const stop = size.stop ?? Number.NaN
    const away = side * (price - stop)
    // An inverse contract loses coins, by the difference of the inverses; they are told in quote currency at the price of now.
    const lost = instrument.kind === 'inverse' ? away / stop : away
    return (equity * readShare(size.risk)) / (instrument.contractSize * lost)
  }
  const money = size.amount ?? equity * readShare(size.equity)
  if (!isAmount(money)) return Number.NaN
  return quantityWorth(instrument, money, price)
}
