/** A position whose liquidation price is asked for. */
export interface LiquidationQuestion {
  readonly side: 1 | -1
  /** Average price of entry. */
  readonly entry: number
  /** Quantity, without a sign. */
  readonly quantity: number
  /** Money that answers for the position: initial margin and what was added or, with cross margin, the balance that is free for it. */
  readonly margin: number
  /** Share of the value that must be kept. */
  readonly maintenance: number
  /** Fixed amount by which a higher tier's maintenance is less. Default 0. */
  readonly deduction?: number
  /** What maintenance is a share of: the value at the mark price, which is the default, or at the entry. */
  readonly by?: 'mark' | 'entry'
}

/**
 * The mark price at which a linear position has no more left than its maintenance margin. An estimate for positions of cross margin, because
 * the other positions move too.
 *
 * @example
 * liquidationPrice({ side: 1, entry: 20_000, quantity: 1, margin: 400, maintenance: 0.005 }) // 19698.49...
 */
export function liquidationPrice(question: LiquidationQuestion): number {
  const { side, entry, quantity, margin, maintenance, deduction = 0, by = 'mark' } = question
  if (by === 'entry') return entry + side * (maintenance * entry - (margin + deduction) / quantity)
  return (entry * quantity - side * (margin + deduction)) / (quantity * (1 - side * maintenance))
}

/** A position whose break-even price is asked for. */
export interface BreakEvenQuestion {
  /** Average price of entry. */
  readonly entry: number
  /** Quantity with its sign: negative is short. */
  readonly quantity: number
  /** What it has realized so far, fees paid being negative. */
  readonly realized: number
  /** Fee of closing, as a share. At least 0.055 % is reckoned with, as Bybit does. */
  readonly taker: number
}

/**
 * The price at which closing a linear position brings back what it has cost, the fee of closing included.
 *
 * @example
 * breakEvenPrice({ entry: 100, quantity: 2, realized: -0.11, taker: 0.00055 }) // 100.11006...
 */
export function breakEvenPrice({ entry, quantity, realized, taker }: BreakEvenQuestion): number {
  return (entry * quantity - realized) / (quantity - Math.abs(quantity) * Math.max(taker, 0.00055))
}
