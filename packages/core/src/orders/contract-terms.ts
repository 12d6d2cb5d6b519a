import { BotyardError } from '../errors/botyard-error.ts'
import type { Instrument } from '../ports/instrument.ts'
import type { Memory } from '../ports/memory.ts'
import { type Currencies, decimalsOf, zerosOf } from './currencies.ts'
import { readDecimal } from './decimal.ts'
import type { MoneyColumn } from './money.ts'
import { Rounding } from './rounding.ts'

/**
 * What a lot of each instrument is worth, as integers, by the number of the instrument.
 * A spot or linear value is lots * price * factor, exactly. An inverse one is lots * factor / price, rounded half to even: the one
 * rounding of a value that there is.
 */
export class ContractTerms {
  readonly isSpot: Uint8Array
  readonly isInverse: Uint8Array
  /** The currency that pays and takes the value: the quote of spot and linear, the base of inverse. */
  readonly currency: Uint16Array
  /** The coin a spot fill delivers, and its units in a lot. */
  readonly base: Uint16Array
  readonly baseUnits: Float64Array
  readonly factor: Float64Array

  /** `instruments[i].index` is i. Throws BY3007 for one whose amounts cannot be counted. */
  constructor(memory: Memory, instruments: readonly Instrument[], currencies: Currencies) {
    const count = instruments.length
    this.isSpot = memory.column('u8', count, 'terms.isSpot')
    this.isInverse = memory.column('u8', count, 'terms.isInverse')
    this.currency = memory.column('u16', count, 'terms.currency')
    this.base = memory.column('u16', count, 'terms.base')
    this.baseUnits = memory.column('f64', count, 'terms.baseUnits')
    this.factor = memory.column('f64', count, 'terms.factor')
    for (const instrument of instruments) this.#take(instrument, currencies)
  }

  /** Makes row `i` of a column the value of this many lots at a price in units. */
  value(into: MoneyColumn, i: number, instrument: number, lots: number, priceUnits: number): void {
    if (this.isInverse[instrument] === 1) {
      into.setProduct(i, lots, this.factor[instrument])
      into.setQuotient(i, into, i, priceUnits, Rounding.halfEven)
    } else {
      into.setProduct(i, lots, priceUnits)
      into.scale(i, this.factor[instrument])
    }
  }

  #take(instrument: Instrument, currencies: Currencies): void {
    const { index, symbol, kind, base, quote, settle } = instrument
    const paidIn = kind === 'inverse' ? base : quote
    if (kind !== 'spot' && settle !== paidIn) {
      throw new BotyardError('BY3007', { symbol, reason: `it is ${kind} and settles in ${settle}, not in ${paidIn}` })
    }
    this.isSpot[index] = Number(kind === 'spot')
    this.isInverse[index] = Number(kind === 'inverse')
    this.currency[index] = currencies.indexOf(paidIn)
    this.factor[index] = exactly(factorOf(instrument, currencies.digits[this.currency[index]]), symbol)
    if (kind === 'spot') {
      this.base[index] = currencies.indexOf(base)
      this.baseUnits[index] = Number(`1e${currencies.digits[this.base[index]] - zerosOf(instrument.lotScale)}`)
    }
  }
}

/** Units that one lot is worth at a price of one unit. Whole by the choice of the digits, as no scale has more decimals than they have. */
function factorOf(instrument: Instrument, digits: number): bigint {
  const sizeDecimals = decimalsOf(instrument.contractSize)
  const size = readDecimal(String(instrument.contractSize), sizeDecimals) ?? 0n
  const priceZeros = zerosOf(instrument.priceScale)
  const zeros = digits - sizeDecimals - zerosOf(instrument.lotScale) + (instrument.kind === 'inverse' ? priceZeros : -priceZeros)
  return size * 10n ** BigInt(zeros)
}

function exactly(factor: bigint, symbol: string): number {
  const double = Number(factor)
  if (BigInt(double) === factor) return double
  throw new BotyardError('BY3007', { symbol, reason: 'its contract size has more digits than can be counted with' })
}
