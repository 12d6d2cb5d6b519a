/** One position. Amounts, quantities and prices are exact decimals, so a finer scale reads them as well. */
export interface PositionRecord {
  readonly quantity: string
  readonly cost: string
  readonly realized: string
  /** As they were when quantity was last added. */
  readonly fullQuantity: string
  readonly fullCost: string
  /** Newest fills of one price and side, where values are rounded. */
  readonly runPrice: string
  readonly runQuantity: string
  readonly since: number
}

/** What one owner has made; positions by symbol, amounts by currency. What is zero is left out. */
export interface OwnerRecord {
  readonly positions: Readonly<Record<string, PositionRecord>>
  readonly fees: Readonly<Record<string, string>>
  readonly funding: Readonly<Record<string, string>>
}

/** A whole ledger as plain data for JSON, without a double in any amount. */
export interface LedgerRecord {
  readonly start: Readonly<Record<string, string>>
  readonly balances: Readonly<Record<string, string>>
  readonly net: Readonly<Record<string, PositionRecord>>
  readonly owners: Readonly<Record<string, OwnerRecord>>
}
