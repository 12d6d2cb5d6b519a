import type { Ledger } from '../orders/ledger.ts'
import type { Instrument } from '../ports/instrument.ts'
import type { Funding } from '../ports/market.ts'
import type { Tape } from '../ports/tape.ts'
import type { Micros } from '../ports/time.ts'
import type { Listened } from './callback-table.ts'
import { windowOn } from './window.ts'

/** The newest funding payment as one strategy sees it: its own part of what the account paid. One object, refilled. */
export class HeardFunding implements Funding {
  instrument!: Instrument
  rate = Number.NaN
  paid = 0
  currency = ''
  time: Micros = 0
  readonly #ledger: Ledger
  readonly #view: Funding = windowOn(this, ['instrument', 'rate', 'paid', 'currency', 'time'])

  constructor(ledger: Ledger) {
    this.#ledger = ledger
  }

  /** Tells every strategy that holds the instrument, after the payment was booked. */
  tell({ market, callbacks }: Listened, tape: Tape, row: number): void {
    const { fundingShares: shares, currencies } = this.#ledger
    this.instrument = market.instrument
    this.rate = market.ticker.fundingRate
    this.currency = currencies[tape.ref[row]]
    this.time = tape.receivedTime[row]
    for (const seat of callbacks.onFunding) {
      if (shares.sign(seat.owner) === 0) continue
      this.paid = -this.#ledger.amount(tape.ref[row], shares.hi[seat.owner], shares.lo[seat.owner])
      seat.tell('onFunding', this.#view)
    }
  }
}
