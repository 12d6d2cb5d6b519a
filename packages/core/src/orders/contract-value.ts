import type { Instrument } from '../ports/instrument.ts'

/** What an instrument must tell for its lots to be worth something. */
export type Contract = Pick<Instrument, 'kind' | 'contractSize'>

/** What a quantity is worth at a price, in quote currency: for looking and for limits, the ledger counts exactly. An inverse contract is worth the same at every price. */
export function quoteValue({ kind, contractSize }: Contract, quantity: number, price: number): number {
  return quantity * contractSize * (kind === 'inverse' ? 1 : price)
}

/** What a quantity is worth at a price in the currency that settles it: coins for an inverse contract, else quote currency. */
export function settleValue({ kind, contractSize }: Contract, quantity: number, price: number): number {
  const contracts = quantity * contractSize
  return kind === 'inverse' ? contracts / price : contracts * price
}

/** The quantity that so much quote currency is worth at a price. */
export function quantityWorth({ kind, contractSize }: Contract, money: number, price: number): number {
  return money / (kind === 'inverse' ? contractSize : price * contractSize)
}

/** The price at which a quantity has this value in the currency that settles it. */
export function priceOfValue({ kind, contractSize }: Contract, quantity: number, value: number): number {
  const contracts = quantity * contractSize
  return kind === 'inverse' ? contracts / value : value / contracts
}
