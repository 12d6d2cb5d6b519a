import type { Updating } from '../ports/signal.ts'
import type { Seat } from './seat.ts'

/** Who hears what of one instrument: flat lists, filled while the bot is wired and only walked afterwards. */
export class Callbacks {
  readonly bookUpdates: Updating<unknown>[] = []
  readonly tradeUpdates: Updating<unknown>[] = []
  readonly onBook: Seat[] = []
  readonly onTrade: Seat[] = []
  readonly onTicker: Seat[] = []
  readonly onFunding: Seat[] = []
  readonly onMarket: Seat[] = []

  /** Enters a strategy for every callback it has. */
  enter(seat: Seat): void {
    const { strategy } = seat
    if (strategy.onBook !== undefined) this.onBook.push(seat)
    if (strategy.onTrade !== undefined) this.onTrade.push(seat)
    if (strategy.onTicker !== undefined) this.onTicker.push(seat)
    if (strategy.onFunding !== undefined) this.onFunding.push(seat)
    if (strategy.onMarket !== undefined) this.onMarket.push(seat)
  }
}

/** Brings indicators up to date, in the order in which they were asked for, so that one on top of another comes after it. */
export function update(list: readonly Updating<unknown>[]): void {
  for (let i = 0; i < list.length; i++) list[i].update()
}
