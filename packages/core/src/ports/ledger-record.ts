/** One position. Amounts, quantities and prices are exact decimals, so a finer scale reads them as well. */
export interface PositionRecord {
  /** With its sign; units of base, contracts for inverse. */
  readonly quantity: string
  /** What the open part cost, in the settle currency. */
  readonly cost: string
  /** Profit booked so far, before fees and funding. */
  readonly realized: string
  /** As they were when quantity was last added. */
  readonly fullQuantity: string
  /** What that quantity cost. */
  readonly fullCost: string
  /** Newest fills of one price and side, where values are rounded. */
  readonly runPrice: string
  /** How much was filled at that price. */
  readonly runQuantity: string
  /** When it last was opened, turned or became flat, microseconds. */
  readonly since: number
}

/** What one owner has made; positions by symbol, amounts by currency. What is zero is left out. */
export interface OwnerRecord {
  /** By the full symbol. */
  readonly positions: Readonly<Record<string, PositionRecord>>
  /** Paid, by currency. */
  readonly fees: Readonly<Record<string, string>>
  /** Received, by currency. */
  readonly funding: Readonly<Record<string, string>>
}

/** A whole ledger as plain data for JSON, without a double in any amount. */
export interface LedgerRecord {
  /** What the account began with, by currency. */
  readonly start: Readonly<Record<string, string>>
  /** What it has, by currency. */
  readonly balances: Readonly<Record<string, string>>
  /** Positions of the account, by the full symbol. */
  readonly net: Readonly<Record<string, PositionRecord>>
  /** What each strategy has made, by the name of the owner. */
  readonly owners: Readonly<Record<string, OwnerRecord>>
}
