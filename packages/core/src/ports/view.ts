/**
 * What may be looked at from outside: dashboards, metrics, tests. It copies into the caller's columns and returns how many rows it
 * wrote; it is callable only between drains and changes nothing.
 */
export interface EngineView {
  /** Per account: equity, available. */
  equity(into: Float64Array): number
  /** Per position: owner, instrument, quantity with sign, average price. */
  positions(into: Float64Array): number
  /** Per open order: handle, instrument, side, price, quantity, filled. */
  orders(into: Float64Array): number
  /** Bid, bid quantity, ask, ask quantity. */
  book(instrument: number, into: Float64Array): number
}
