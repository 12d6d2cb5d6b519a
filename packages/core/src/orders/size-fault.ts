import { showValue } from '../errors/show-value.ts'
import { bareDetails, readShare } from '../options/percent-text.ts'
import type { Side } from '../ports/instrument.ts'
import type { Size } from '../ports/strategy.ts'
import type { Percent } from '../ports/time.ts'
import { isAmount } from './snap.ts'

const ways = ['equity', 'quantity', 'amount', 'risk'] as const

/** What is wrong with a size, in words: for somebody who was refused and has no other sign of it. `price` and `equity` are those it was reckoned with. */
export function sizeFault(size: Size, side: Side, price: number, equity: number): string {
  const given = ways.filter((way) => size[way] !== undefined)
  const [way] = given
  if (way === undefined) return `the size says nothing: give one of ${ways.join(', ')}`
  if (given.length > 1) return `the size is told in ${given.length} ways, ${given.join(' and ')}: give one of them`
  const { stop } = size
  if (size.risk !== undefined && stop === undefined) return 'a risk needs the stop that it reckons with: { risk, stop }'
  if (stop !== undefined && !isAmount(stop)) return `the stop of the size is ${showValue(stop)}, which is no price`
  if (size.risk !== undefined && stop !== undefined && !(side * (price - stop) > 0))
    return `the stop ${stop} is not ${side === 1 ? 'below' : 'above'} the price of ${price}, so it limits no loss`
  const value = size[way]
  if (way === 'quantity' || way === 'amount') return amountFault(value, way)
  return shareFault(`the share of ${way}`, value) ?? `the strategy has no equity to take a share of: ${equity}`
}

/** What is wrong with a share, or undefined: a bare number above 1 could be meant in two ways. */
function shareFault(what: string, share: unknown): string | undefined {
  if (readShare(share as Percent) > 0) return undefined
  const isBare = typeof share === 'number' && share > 1 && Number.isFinite(share)
  if (!isBare) return `${what} is ${showValue(share)}, expected a share above zero, such as '20%' or 0.2`
  return `${what} is ${share}: write '${share}%' or ${bareDetails(what, share).share}`
}

/** What is wrong with the share of a position that was to be left. */
export function exitFault(share: unknown): string {
  return (
    shareFault('the share to leave', share) ??
    `the share to leave is ${showValue(share)}, expected at most the whole, '100%' or 1`
  )
}

/** What is wrong with an amount. */
export function amountFault(amount: unknown, what = 'amount'): string {
  return `the ${what} is ${showValue(amount)}, expected a finite number above zero`
}
