import type { Instrument, Tape } from '@botyard/core'
import { assert, Flag, MoneyColumn, Rounding } from '@botyard/core'

/** What the exchange takes for a fill. Must not allocate. */
export interface FeeModel {
  /** Reads instrument, price, quantity and the maker flag of the fill row; writes currency and limbs of the fee row, positive when paid. */
  charge(tape: Tape, fillRow: number, feeRow: number): void
}

/** Shares of the value in parts per billion: 0.055 % is 550,000. A negative share is a rebate. */
export interface FeeRates {
  readonly makerPpb: number
  readonly takerPpb: number
}

/** The currency a fee is paid in: its number on the tape and the decimals of its smallest unit. */
export interface FeeCurrency {
  readonly index: number
  readonly digits: number
}

/** Everything of an instrument that a fee needs, with all powers of ten taken together. */
interface Tariff {
  readonly currency: number
  readonly isInverse: boolean
  /** Factors of maker and taker; signed. */
  readonly factors: readonly [maker: number, taker: number]
  /** What the product is multiplied by before, and divided by after; where the one is not 1 the other is. */
  readonly scale: number
  readonly divisor: number
  /** What is divided by first where that is not the price: the part of the divisor that a double holds no longer. */
  readonly linearDivisor: number
}

const ppbPower = 9
/** The largest power of ten that money can be divided by at once. */
const divisorPowerMax = 15

/**
 * A flat share of the value of each fill, in the settle currency (for spot the quote currency, on both sides).
 * Rounding is stated once: the exact amount goes to the next whole unit of the currency AGAINST us, a fee up and a rebate down.
 */
export class FlatFees implements FeeModel {
  readonly #tariffs: (Tariff | undefined)[] = []
  readonly #amount = MoneyColumn.ofLength(1)

  constructor(
    instruments: readonly Instrument[],
    rates: (instrument: Instrument) => FeeRates,
    currency: (instrument: Instrument) => FeeCurrency,
  ) {
    for (const instrument of instruments)
      this.#tariffs[instrument.index] = tariffOf(instrument, rates(instrument), currency(instrument))
  }

  charge(tape: Tape, fillRow: number, feeRow: number): void {
    const tariff = this.#tariffs[tape.instrument[fillRow]]
    assert(tariff !== undefined, 'a fee is charged only where the exchange trades')
    const amount = this.#amount
    const factor = tariff.factors[(tape.flags[fillRow] & Flag.maker) === 0 ? 1 : 0]
    if (tariff.isInverse) amount.setProduct(0, tape.quantity[fillRow], tariff.scale)
    else {
      amount.setProduct(0, tape.quantity[fillRow], tape.price[fillRow])
      if (tariff.scale !== 1) amount.scale(0, tariff.scale)
    }
    const rounding = factor > 0 ? Rounding.up : Rounding.down
    // Two divisions rounded the same way are one division by both.
    amount.setRate(0, amount, 0, factor, tariff.isInverse ? tape.price[fillRow] : tariff.linearDivisor, rounding)
    if (tariff.divisor !== 1) amount.setQuotient(0, amount, 0, tariff.divisor, rounding)
    assert(!amount.overflowed, 'a fee fits the range of money')
    tape.ref[feeRow] = tariff.currency
    tape.a[feeRow] = amount.hi[0]
    tape.b[feeRow] = amount.lo[0]
  }
}

/**
 * The value of a fill is price * lots * size for linear and spot, and lots * size / price for inverse. Price, lots, size and rate are
 * integers over powers of ten, and so is a unit of the currency: what remains is one integer factor and one power.
 */
function tariffOf(instrument: Instrument, rates: FeeRates, currency: FeeCurrency): Tariff {
  const isInverse = instrument.kind === 'inverse'
  const size = decimalOf(instrument.contractSize)
  const pricePower = powerOf(instrument.priceScale)
  let power = currency.digits - powerOf(instrument.lotScale) - size.power - ppbPower + (isInverse ? pricePower : -pricePower)
  let maker = wholePpb(rates.makerPpb) * size.whole
  let taker = wholePpb(rates.takerPpb) * size.whole
  while (power < 0 && maker % 10 === 0 && taker % 10 === 0 && (maker !== 0 || taker !== 0)) {
    maker /= 10
    taker /= 10
    power++
  }
  if (maker === 0 && taker === 0) power = 0
  const scale = power > 0 ? Number(`1e${power}`) : 1
  const divisorPower = Math.min(Math.max(-power, 0), divisorPowerMax)
  const restPower = Math.max(-power - divisorPower, 0)
  assert(
    power <= 22 &&
      restPower <= (isInverse ? 0 : divisorPowerMax) &&
      Math.max(Math.abs(maker), Math.abs(taker)) <= Number.MAX_SAFE_INTEGER,
    `fees of ${instrument.symbol} cannot be counted exactly in units of 1e-${currency.digits}`,
  )
  return {
    currency: currency.index,
    isInverse,
    factors: [maker, taker],
    scale,
    divisor: Number(`1e${divisorPower}`),
    linearDivisor: Number(`1e${restPower}`),
  }
}

function wholePpb(ppb: number): number {
  assert(
    Number.isInteger(ppb) && Math.abs(ppb) <= 1e9,
    `a fee is a whole number of parts per billion up to all of it, not ${ppb}`,
  )
  return ppb
}

/** The exponent of a power of ten. */
function powerOf(scale: number): number {
  return Math.round(Math.log10(scale))
}

/** A decimal as an integer over a power of ten: 0.001 is 1 over 3. */
function decimalOf(value: number): { readonly whole: number; readonly power: number } {
  for (let power = 0; power <= 15; power++) {
    const whole = Math.round(value * Number(`1e${power}`))
    if (whole / Number(`1e${power}`) === value) return { whole, power }
  }
  assert(false, `a contract size is a decimal of at most 15 places, not ${value}`)
}
