import { BotyardError } from '../errors/botyard-error.ts'
import type { RuleHistory } from '../market/rule-history.ts'
import type { MarketState } from '../ports/market.ts'
import type { Tape } from '../ports/tape.ts'
import type { Listened } from './callback-table.ts'
import { Kind, marketStates } from './tape-kinds.ts'

/** What rows about markets as a whole reach. */
export interface StandingNeeds {
  readonly listened: readonly Listened[]
  readonly rules: RuleHistory
  /** Names of the bot's venues, as `connection` rows count them. */
  readonly venues: readonly string[]
  /** The lane by which the venue answers; a connection row in it is about orders. */
  readonly orderLane: Tape
  /** The line that carries orders to a venue fell or stands again. */
  orderLine(venue: string, isUp: boolean): void
  /** Own quotes at an instrument are to go, because its market can no longer be trusted. */
  pullQuotes(instrument: number): void
  /** Somebody should know. */
  problem(problem: BotyardError): void
}

/** Whether markets can be traded, and by which rules: what rows of kind `market`, `instrument` and `connection` say. */
export class MarketStanding {
  readonly #needs: StandingNeeds

  constructor(needs: StandingNeeds) {
    this.#needs = needs
  }

  apply(tape: Tape, row: number): void {
    const { listened, rules, problem } = this.#needs
    const kind = tape.kind[row]
    if (kind === Kind.connection) {
      this.#connection(tape, row)
      return
    }
    const one = listened[tape.instrument[row]]
    if (kind === Kind.market) {
      const state = marketStates[tape.ref[row]]
      // That a book is crossed it shows by itself.
      if (state !== undefined && state !== 'crossed') this.set(one, state)
      return
    }
    const reason = rules.apply(tape, row)
    if (reason === undefined) return
    problem(new BotyardError('BY3007', { symbol: one.market.instrument.symbol, reason }))
    this.set(one, 'quarantined')
  }

  /** Own quotes go before the strategies hear of it, because what they were made from is not to be believed any more. */
  set({ market, callbacks }: Listened, state: Exclude<MarketState, 'crossed'>): void {
    market.book.setState(state)
    if (state !== 'ready' && state !== 'warming') this.#needs.pullQuotes(market.instrument.index)
    for (const seat of callbacks.onMarket) seat.run(() => seat.strategy.onMarket?.(market.instrument, state), 'onMarket')
  }

  /** A line that stands again is no proof that a book is whole: its feed says so by a `market` row. */
  #connection(tape: Tape, row: number): void {
    const { venues, listened, orderLane, orderLine } = this.#needs
    const venue = venues[tape.ref[row]]
    const isUp = tape.a[row] !== 0
    if (venue === undefined) return
    if (tape === orderLane) orderLine(venue, isUp)
    else if (!isUp)
      for (const one of listened) if (one.market.instrument.venue === venue && isTrusted(one.market.state)) this.set(one, 'stale')
  }
}

function isTrusted(state: MarketState): boolean {
  return state !== 'halted' && state !== 'quarantined' && state !== 'stale'
}
