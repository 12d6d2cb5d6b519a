import type { Ledger, Micros } from '@botyard/core'
import { assert, BotyardError, MoneyColumn, Rounding } from '@botyard/core'
import type { Answers } from './answers.ts'
import type { Executions } from './executions.ts'
import type { SimMarket } from './sim-market.ts'

/** Rates are counted in millionths of a millionth, finer than any venue tells them. */
const rateScale = 1e12
/** No settlement takes more than all of a position. */
const rateMax = 1
/** With a constant rate: at 00:00, 08:00 and 16:00 UTC, as most venues settle. */
const everyMicros = 8 * 3_600_000_000

/** What of a position's value is paid each time: what the recording tells, or one rate for everything, as a share. */
export type FundingRate = 'recorded' | number

/** What settling takes. */
interface FundingNeeds {
  readonly markets: readonly (SimMarket | undefined)[]
  readonly executions: Executions
  readonly answers: Answers
  readonly rate: FundingRate
  readonly ledger: Ledger
}

/**
 * Funding of perpetual contracts. At each settlement time whoever holds a position pays its value at the mark price times the rate: longs to
 * shorts while the rate is positive. The mark, and the rate, are the newest that were heard before; without a mark it is the last price.
 * An amount is rounded once against us: what is paid up, what is received down.
 */
export class Funding {
  /** When the next settlement is; Infinity while none is known. */
  due: Micros = Number.POSITIVE_INFINITY
  readonly #needs: FundingNeeds
  readonly #amount = MoneyColumn.ofLength(1)

  constructor(needs: FundingNeeds) {
    this.#needs = needs
  }

  /** Time has come so far: from here a constant rate is settled. */
  begin(): void {
    if (this.#needs.rate === 'recorded' || this.due !== Number.POSITIVE_INFINITY) return
    for (const market of this.#needs.markets) if (market !== undefined) this.#planNext(market, this.#needs.answers.decided)
  }

  /** A market may have told rate and time of its next settlement. Throws BY4306 for a rate that cannot be. */
  heard(market: SimMarket): void {
    const { instrument, fundingRate } = market
    const isTold = this.#needs.rate === 'recorded' && instrument.kind !== 'spot'
    if (isTold && Math.abs(fundingRate) > rateMax)
      throw new BotyardError('BY4306', { rate: fundingRate, symbol: instrument.symbol })
    if (isTold && market.fundingDue < this.due) this.due = market.fundingDue
  }

  /** A restored market knows its next settlement: also with a constant rate, or the one that fell due in between would never be paid. */
  resume(market: SimMarket): void {
    if (market.instrument.kind !== 'spot' && market.fundingDue < this.due) this.due = market.fundingDue
  }

  /** Settles everything that is due. */
  settle(now: Micros): void {
    this.due = Number.POSITIVE_INFINITY
    const { markets } = this.#needs
    for (let i = 0; i < markets.length; i++) {
      const market = markets[i]
      if (market === undefined) continue
      if (market.fundingDue <= now) {
        this.#pay(market)
        market.fundingSettled = market.fundingDue
        market.fundingDue = Number.POSITIVE_INFINITY
        if (this.#needs.rate !== 'recorded') this.#planNext(market, now)
      }
      this.heard(market)
    }
  }

  #planNext(market: SimMarket, now: Micros): void {
    if (market.instrument.kind === 'spot') return
    market.fundingDue = (Math.floor(now / everyMicros) + 1) * everyMicros
    if (market.fundingDue < this.due) this.due = market.fundingDue
  }

  #pay(market: SimMarket): void {
    const { executions, answers, rate, ledger } = this.#needs
    const { index } = market.instrument
    const lots = executions.netLots[index]
    const units = Math.round(market.markUnits > 0 ? market.markUnits : market.lastOrBest(lots))
    const share = Math.round((rate === 'recorded' ? market.fundingRate : rate) * rateScale)
    if (lots === 0 || !(units > 0) || !(Math.abs(share) > 0)) return
    const amount = this.#amount
    const received = lots > 0 ? -share : share
    ledger.writeValue(amount, 0, index, Math.abs(lots), units)
    amount.setRate(0, amount, 0, received, rateScale, received < 0 ? Rounding.up : Rounding.down)
    assert(!amount.overflowed, 'a payment of funding fits the range of money')
    answers.funding(index, ledger.settleCurrency(index), amount)
  }
}
