import type { ClosedTrade, Micros } from '@botyard/core'

/** What a list of trades comes to. Amounts are null when trades settle in several currencies or there are none. */
interface TradeSummary {
  readonly trades: number
  readonly long: number
  readonly short: number
  readonly won: number
  /** Share of trades that won. */
  readonly winShare: number | null
  /** Gains over losses; null without a loss. */
  readonly profitFactor: number | null
  readonly averageWin: number | null
  readonly averageLoss: number | null
  readonly best: number | null
  readonly worst: number | null
  readonly averageHold: Micros | null
  /** The one currency of all amounts. */
  readonly currency: string | null
}

/** How often trades ended for one reason, and what they brought. */
interface ExitCount {
  readonly reason: string
  readonly count: number
  readonly net: number | null
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

function extreme(values: readonly number[], pick: (a: number, b: number) => number): number | null {
  return values.length === 0 ? null : values.reduce((a, b) => pick(a, b))
}

function oneCurrency(trades: readonly ClosedTrade[]): string | null {
  const first = trades[0]?.currency
  return first !== undefined && trades.every((trade) => trade.currency === first) ? first : null
}

/** Sums up trades. A trade of exactly zero neither won nor lost. */
export function summarize(trades: readonly ClosedTrade[]): TradeSummary {
  const currency = oneCurrency(trades)
  const nets = currency === null ? [] : trades.map((trade) => trade.net)
  const wins = nets.filter((net) => net > 0)
  const losses = nets.filter((net) => net < 0)
  const lost = -losses.reduce((sum, net) => sum + net, 0)
  const won = trades.filter((trade) => trade.net > 0).length
  return {
    trades: trades.length,
    long: trades.filter((trade) => trade.side > 0).length,
    short: trades.filter((trade) => trade.side < 0).length,
    won,
    winShare: trades.length === 0 ? null : won / trades.length,
    profitFactor: lost === 0 ? null : wins.reduce((sum, net) => sum + net, 0) / lost,
    averageWin: mean(wins),
    averageLoss: mean(losses),
    best: extreme(nets, Math.max),
    worst: extreme(nets, Math.min),
    averageHold: mean(trades.map((trade) => trade.exitTime - trade.entryTime)),
    currency,
  }
}

/** Reasons of exits, the most frequent first. */
export function exitCounts(trades: readonly ClosedTrade[]): ExitCount[] {
  const currency = oneCurrency(trades)
  const byReason = new Map<string, { count: number; net: number }>()
  for (const { reason, net } of trades) {
    const known = byReason.get(reason) ?? { count: 0, net: 0 }
    byReason.set(reason, { count: known.count + 1, net: known.net + net })
  }
  return [...byReason]
    .map(([reason, { count, net }]) => ({ reason, count, net: currency === null ? null : net }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1))
}
