import { assert } from '../errors/assert.ts'
import type { Account, Balance, Position } from '../ports/account.ts'
import type { Instrument, Side } from '../ports/instrument.ts'
import type { Exposure } from './exposure.ts'
import type { Ledger } from './ledger.ts'

/** The account as strategies and rules see it: a window on the ledger and the exposure. */
export class LedgerAccount implements Account {
  readonly name: string
  readonly currency: string
  readonly #ledger: Ledger
  readonly #exposure: Exposure

  constructor(name: string, currency: string, ledger: Ledger, exposure: Exposure) {
    this.name = name
    this.currency = currency
    this.#ledger = ledger
    this.#exposure = exposure
  }

  get equity(): number {
    return this.#ledger.equity
  }

  get available(): number {
    return this.#ledger.balance(this.currency).available
  }

  balance(currency: string): Balance {
    return this.#ledger.balance(currency)
  }

  position(instrument: Instrument): Position {
    assert(instrument.index >= 0, 'an instrument of this bot')
    return this.#ledger.netPosition(instrument.index)
  }

  worstCase(instrument: Instrument, side: Side): number {
    const lots = this.#exposure.worstCase(instrument.index, side, this.#ledger.netLots(instrument.index))
    return lots / instrument.lotScale
  }
}
