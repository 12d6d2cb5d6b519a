import { assert } from '../errors/assert.ts'
import type { Account, Balance, Position } from '../ports/account.ts'
import type { Instrument, Side } from '../ports/instrument.ts'
import type { Exposure } from './exposure.ts'
import type { Ledger } from './ledger.ts'
import { reservedOf } from './spot-funds.ts'

/** One currency of the account, never a copy. */
class LedgerBalance implements Balance {
  readonly #books: { readonly ledger: Ledger; readonly exposure: Exposure }
  readonly #currency: string

  constructor(ledger: Ledger, exposure: Exposure, currency: string) {
    this.#books = { ledger, exposure }
    this.#currency = currency
    Object.freeze(this)
  }

  get total(): number {
    return this.#books.ledger.total(this.#currency)
  }

  get available(): number {
    return this.total - reservedOf(this.#books, this.#currency)
  }
}

/** The account as strategies and rules see it: a window on the ledger and the exposure. */
export class LedgerAccount implements Account {
  readonly name: string
  readonly currency: string
  readonly #ledger: Ledger
  readonly #exposure: Exposure
  readonly #balances: ReadonlyMap<string, Balance>

  constructor(name: string, currency: string, ledger: Ledger, exposure: Exposure) {
    this.name = name
    this.currency = currency
    this.#ledger = ledger
    this.#exposure = exposure
    this.#balances = new Map(ledger.currencies.map((one) => [one, new LedgerBalance(ledger, exposure, one)]))
    Object.freeze(this)
  }

  get equity(): number {
    return this.#ledger.equityKnown ? this.#ledger.equity : Number.NaN
  }

  get available(): number {
    return this.balance(this.currency).available
  }

  balance(currency: string): Balance {
    return this.#balances.get(currency) ?? nothing
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

const nothing: Balance = Object.freeze({ total: 0, available: 0 })
