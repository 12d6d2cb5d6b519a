import { BotyardError, throwAll } from '../errors/botyard-error.ts'
import type { StartAmount, StartAmounts } from '../ports/account.ts'
import { type Currencies, currencyDigitsMax } from './currencies.ts'
import { readDecimal } from './decimal.ts'
import type { MoneyColumn } from './money.ts'
import { Rounding } from './rounding.ts'

/** Whether it is an amount that an account can begin with. */
export function isStartAmount(amount: unknown): amount is StartAmount {
  if (typeof amount !== 'number' && typeof amount !== 'string') return false
  return (readDecimal(String(amount), currencyDigitsMax, Rounding.down) ?? -1n) >= 0n
}

/** Amounts by currency as decimal texts. Throws BY1102 for every one that is no amount of at least 0, all of them at once. */
export function readStart(start: StartAmounts, quote: string): Map<string, string> {
  const amounts = Object.entries(typeof start === 'object' ? start : { [quote]: start })
  const wrong = amounts.filter(([, amount]) => !isStartAmount(amount))
  throwAll(
    wrong.map(([currency, amount]) => {
      const what = `account.start of ${currency}`
      return new BotyardError('BY1102', { what, got: String(amount), expected: 'an amount of at least 0', example: '10_000' })
    }),
  )
  return new Map(amounts.map(([currency, amount]) => [currency, String(amount)]))
}

/** Writes them to a column with a row for every currency, rounded half to even to its unit. Throws BY4301 for one too large to be exact. */
export function writeStart(start: ReadonlyMap<string, string>, into: MoneyColumn, currencies: Currencies): void {
  for (const [currency, amount] of start) {
    const row = currencies.indexOf(currency)
    const fits = into.fromDecimal(row, amount, currencies.digits[row], Rounding.halfEven)
    if (!fits) throw new BotyardError('BY4301', { currency, amount })
  }
}
