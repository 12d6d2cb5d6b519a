import type { RunResult } from '@botyard/core'

/** Where the money went, in the currency of the account. */
interface CostSplit {
  /** What the run would have brought without fees and funding. */
  readonly before: number
  readonly fees: number
  readonly funding: number
  readonly net: number
  /** Value of everything traded, in multiples of the start. */
  readonly turnoverTimes: number
  /** What this says, in a few words. */
  readonly verdict: string
}

/** Splits the net result of a run into what trading brought and what it cost. */
export function splitCosts(result: RunResult): CostSplit {
  const net = result.finalEquity - result.initialEquity
  const before = net + result.fees - result.funding
  return {
    before,
    fees: result.fees,
    funding: result.funding,
    net,
    turnoverTimes: result.initialEquity > 0 ? result.turnover / result.initialEquity : Number.NaN,
    verdict: verdict(before, net, result.fees),
  }
}

function verdict(before: number, net: number, fees: number): string {
  if (fees <= 0) return ''
  if (net > 0) return `gone if fees rise by ${Math.round((net / fees) * 100).toLocaleString('en-US')} %`
  return before > 0 ? 'costs took all of the gain' : ''
}
