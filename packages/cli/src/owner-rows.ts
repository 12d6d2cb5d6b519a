import type { OwnerResult, RunResult } from '@botyard/core'
import { count, decimalsFor, signed } from './format.ts'
import { shortSymbols } from './owner-names.ts'

/** The most that are shown one by one. */
const ownersMost = 20

/** What each strategy made at each symbol, as cells; the last row sums up those that are too many to be shown. None of a single one. */
export function ownerRows(result: RunResult): string[][] {
  const { owners, symbols, initialEquity } = result
  if (owners.length < 2) return []
  const short = shortSymbols(symbols)
  const decimals = decimalsFor(initialEquity)
  const row = (strategy: string, symbol: string, { net, fees, trades }: Pick<OwnerResult, 'net' | 'fees' | 'trades'>) => [
    strategy,
    symbol,
    signed(net, decimals),
    signed(-fees, decimals),
    count(trades),
  ]
  const rows = owners.slice(0, ownersMost).map((one) => row(one.strategy, one.symbol === null ? 'all' : short(one.symbol), one))
  const rest = owners.slice(ownersMost)
  if (rest.length === 0) return rows
  const sum = (field: 'net' | 'fees' | 'trades') => rest.reduce((total, one) => total + one[field], 0)
  return [...rows, row(`${count(rest.length)} more`, '', { net: sum('net'), fees: sum('fees'), trades: sum('trades') })]
}
