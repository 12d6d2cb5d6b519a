import { BotyardError } from '../errors/botyard-error.ts'
import type { Instrument } from '../ports/instrument.ts'
import { readDecimal } from './decimal.ts'

/** The most decimals a currency is counted with. With more, the balance of a large account would pass what two limbs hold. */
export const currencyDigitsMax = 18

/** The fewest; half of the world's coins are told with eight. */
const digitsMin = 8

/** What of an instrument says how finely its money is counted. */
type Counted = Pick<Instrument, 'symbol' | 'kind' | 'base' | 'quote' | 'settle' | 'priceScale' | 'lotScale' | 'contractSize'>

/**
 * The currencies an account can hold, by the number that fee and funding rows carry, each with its one unit of 10^-digits.
 * The unit is fine enough for every price times quantity of the instruments that touch the currency, so no value of a spot or linear
 * fill is ever rounded. It is decided here, once, and never changes while the bot runs.
 */
export class Currencies {
  /** The number of a currency is its place. */
  readonly names: readonly string[]
  /** Decimals of the unit of each: 8 means that an amount counts hundred-millionths. */
  readonly digits: readonly number[]
  readonly #numbers = new Map<string, number>()

  /** `named` come first, in their order; then what the instruments can pay or take. Throws BY3007 for more decimals than there can be. */
  constructor(instruments: readonly Counted[], named: readonly string[]) {
    this.names = [...new Set([...named, ...instruments.flatMap(heldThrough)])]
    this.digits = this.names.map((name) => digitsFor(name, instruments))
    for (const [number, name] of this.names.entries()) this.#numbers.set(name, number)
  }

  get count(): number {
    return this.names.length
  }

  /** The number of a currency, or -1 when the account cannot hold it. */
  indexOf(name: string): number {
    return this.#numbers.get(name) ?? -1
  }
}

/** The currencies that trading an instrument can leave on the account. */
function heldThrough(instrument: Pick<Instrument, 'kind' | 'base' | 'quote' | 'settle'>): string[] {
  return instrument.kind === 'spot' ? [instrument.base, instrument.quote] : [instrument.settle]
}

/** The decimals of a number as it is written: 2 for 0.01, none for 100. One more than a currency can have when there are too many. */
export function decimalsOf(number: number): number {
  let decimals = 0
  while (decimals <= currencyDigitsMax && readDecimal(String(number), decimals) === undefined) decimals++
  return decimals
}

function digitsFor(name: string, instruments: readonly Counted[]): number {
  let most = digitsMin
  for (const instrument of instruments) {
    const { symbol, base, quote, settle, priceScale, lotScale, contractSize } = instrument
    if (name !== base && name !== quote && name !== settle) continue
    const digits = zerosOf(priceScale) + zerosOf(lotScale) + decimalsOf(contractSize)
    if (digits > currencyDigitsMax) {
      const reason = `its amounts of ${name} would need ${digits} decimals, and ${currencyDigitsMax} is the most`
      throw new BotyardError('BY3007', { symbol, reason })
    }
    most = Math.max(most, digits)
  }
  return most
}

/** The zeros of a power of ten: 3 for 1000. */
export function zerosOf(powerOfTen: number): number {
  return String(powerOfTen).length - 1
}
