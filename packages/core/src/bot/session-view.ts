import type { TradingFloor } from '../orders/trading-floor.ts'
import type { EngineView } from '../ports/view.ts'

/** Columns of one row, by what is looked at. */
const positionColumns = 4
const orderColumns = 6

/** What is seen of a session from outside: copies of numbers, as many rows as the caller's column holds. */
export class SessionView implements EngineView {
  readonly #floor: TradingFloor

  constructor(floor: TradingFloor) {
    this.#floor = floor
  }

  equity(into: Float64Array): number {
    if (into.length < 2) return 0
    into[0] = this.#floor.account.equity
    into[1] = this.#floor.account.available
    return 1
  }

  positions(into: Float64Array): number {
    const { ledger, ownerNames, markets } = this.#floor
    let rows = 0
    for (let owner = 0; owner < ownerNames.length; owner++) {
      for (const { instrument } of markets) {
        const lots = ledger.ownerLots(owner, instrument.index)
        if (lots === 0 || (rows + 1) * positionColumns > into.length) continue
        const at = rows++ * positionColumns
        into[at] = owner
        into[at + 1] = instrument.index
        into[at + 2] = lots / instrument.lotScale
        into[at + 3] = ledger.positionOf(owner, instrument.index).averagePrice
      }
    }
    return rows
  }

  orders(into: Float64Array): number {
    let rows = 0
    for (const order of this.#floor.pool.live) {
      // Parts of an order are in it already.
      if (order.parent !== 0 || (rows + 1) * orderColumns > into.length) continue
      const at = rows++ * orderColumns
      into[at] = order.handle
      into[at + 1] = order.instrument.index
      into[at + 2] = order.side
      into[at + 3] = order.price ?? Number.NaN
      into[at + 4] = order.quantity
      into[at + 5] = order.filled
    }
    return rows
  }

  book(instrument: number, into: Float64Array): number {
    const market = this.#floor.markets[instrument]
    if (market === undefined || into.length < 4) return 0
    into[0] = market.book.bid
    into[1] = market.book.bidQuantity
    into[2] = market.book.ask
    into[3] = market.book.askQuantity
    return 1
  }
}
