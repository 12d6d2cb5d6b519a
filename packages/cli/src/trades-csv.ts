import type { ClosedTrade } from '@botyard/core'
import { averageDigits, isoTime } from './format.ts'

const heading = 'owner,symbol,side,quantity,entry_time,exit_time,entry_price,exit_price,gross,fees,funding,net,currency,reason'

/**
 * One value of a CSV line. A text that a spreadsheet would run as a formula gets an apostrophe in front: names come from packages that
 * other people wrote.
 */
function csvText(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** All closed trades as CSV, in their order; amounts are exact, average prices have twelve digits. */
export function tradesCsv(trades: readonly ClosedTrade[]): string {
  const lines = trades.map((trade) =>
    [
      csvText(trade.owner),
      csvText(trade.symbol),
      trade.side > 0 ? 'long' : 'short',
      trade.quantity,
      isoTime(trade.entryTime),
      isoTime(trade.exitTime),
      averageDigits(trade.entryPrice),
      averageDigits(trade.exitPrice),
      trade.gross,
      trade.fees,
      trade.funding,
      trade.net,
      csvText(trade.currency),
      csvText(trade.reason),
    ].join(','),
  )
  return `${[heading, ...lines].join('\n')}\n`
}
