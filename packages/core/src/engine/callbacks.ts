import type { Updating } from '../ports/signal.ts'
import type { Seat } from './seat.ts'

/** An indicator among those that follow a source, and the strategies that read it. */
export class Follower {
  readonly name: string
  readonly users: Seat[] = []
  readonly #made: Updating<unknown>
  #isOut = false

  constructor(name: string, made: Updating<unknown>) {
    this.name = name
    this.#made = made
  }

  /** Brings it up to date. What it throws counts for every strategy that reads it; when all of them are out, so is it. */
  update(): void {
    if (this.#isOut) return
    try {
      this.#made.update()
    } catch (error) {
      for (const seat of this.users) seat.failed(`update of ${this.name}`, error)
      this.#isOut = this.users.every((seat) => seat.isOut)
    }
  }
}

/** Who hears what of one instrument: flat lists, filled while the bot is wired and only walked afterwards. */
export class Callbacks {
  readonly bookUpdates: Follower[] = []
  readonly tradeUpdates: Follower[] = []
  readonly onBook: Seat[] = []
  readonly onTrade: Seat[] = []
  readonly onTicker: Seat[] = []
  readonly onFunding: Seat[] = []
  readonly onData: Seat[] = []
  readonly onMarket: Seat[] = []

  /** Enters a strategy for every callback it has. */
  enter(seat: Seat): void {
    const { strategy } = seat
    if (strategy.onBook !== undefined) this.onBook.push(seat)
    if (strategy.onTrade !== undefined) this.onTrade.push(seat)
    if (strategy.onTicker !== undefined) this.onTicker.push(seat)
    if (strategy.onFunding !== undefined) this.onFunding.push(seat)
    if (strategy.onData !== undefined) this.onData.push(seat)
    if (strategy.onMarket !== undefined) this.onMarket.push(seat)
  }
}

/** Brings indicators up to date, in the order in which they were asked for, so that one on top of another comes after it. */
export function update(list: readonly Follower[]): void {
  for (let i = 0; i < list.length; i++) list[i].update()
}
