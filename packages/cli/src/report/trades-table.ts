import type { ClosedTrade, OpenAtEnd } from '@botyard/core'
import { count, decimalsFor, evenDecimals, grouped, minute, plural, signed, significant, span } from '../format.ts'
import { shortSymbols, strategyOf } from '../owner-names.ts'
import { exitCounts } from '../trade-summary.ts'
import { html, type Markup, short } from './markup.ts'

const textMost = 40
const reasonsMost = 20
const openMost = 20

/** Decimals for the numbers of one symbol, so that its prices stand under each other. */
interface Decimals {
  readonly price: number
  readonly quantity: number
}

function decimalsBySymbol(trades: readonly ClosedTrade[]): ReadonlyMap<string, Decimals> {
  const symbols = new Set(trades.map((trade) => trade.symbol))
  return new Map(
    [...symbols].map((symbol) => {
      const own = trades.filter((trade) => trade.symbol === symbol)
      const price = evenDecimals(own.flatMap((trade) => [trade.entryPrice, trade.exitPrice]))
      return [symbol, { price, quantity: evenDecimals(own.map((trade) => trade.quantity)) }]
    }),
  )
}

/** How the rows of one table name things. */
interface Naming {
  readonly symbol: (symbol: string) => string
  /** Whether there are several owners to be told apart. */
  readonly owners: boolean
}

function row(trade: ClosedTrade, number: number, { symbol, owners }: Naming, { price, quantity }: Decimals): Markup {
  const cells = [
    grouped(trade.quantity, quantity),
    grouped(trade.entryPrice, price),
    grouped(trade.exitPrice, price),
    signed(-trade.fees, amountDecimals(trade.fees)),
    signed(trade.net, amountDecimals(trade.net)),
  ]
  const texts = [
    short(symbol(trade.symbol), textMost),
    trade.side > 0 ? 'long' : 'short',
    minute(trade.entryTime),
    span(trade.exitTime - trade.entryTime),
  ]
  const all = [number, ...texts, ...cells, short(trade.reason, textMost), ...(owners ? [short(strategyOf(trade), textMost)] : [])]
  // Cells carry no class: with five hundred rows every letter counts. The style sheet aligns them by their place.
  return html`<tr>${all.map((cell) => html`<td>${cell}</td>`)}</tr>`
}

// A cent is enough for dollars; amounts in bitcoin are small and need their decimals.
function amountDecimals(amount: number): number {
  return Math.abs(amount) >= 0.1 ? 2 : Math.min(8, decimalsFor(amount))
}

/** Closed trades: all of them, or the first and the last `each` with a line that says how many are left out. */
export function tradesTable(trades: readonly ClosedTrade[], symbols: readonly string[], each: number): Markup {
  if (trades.length === 0) return html`<section><h2>Trades</h2><p class="note">No trade was closed.</p></section>`
  const owners = new Set(trades.map(strategyOf)).size > 1
  const naming = { symbol: shortSymbols(symbols), owners }
  const hidden = trades.length - 2 * each
  const head = hidden > 0 ? trades.slice(0, each) : trades
  const tail = hidden > 0 && each > 0 ? trades.slice(-each) : []
  const decimals = decimalsBySymbol([...head, ...tail])
  const rowOf = (trade: ClosedTrade, number: number) =>
    row(trade, number, naming, decimals.get(trade.symbol) ?? { price: 8, quantity: 8 })
  const rows = head.map((trade, at) => rowOf(trade, at + 1))
  if (hidden > 0)
    rows.push(
      html`<tr><td colspan="${owners ? 12 : 11}" class="gap">${plural(hidden, 'trade')} not shown here; trades.csv beside this file has all of them</td></tr>`,
    )
  for (const [at, trade] of tail.entries()) rows.push(rowOf(trade, trades.length - tail.length + at + 1))
  const titles = [
    '#',
    'Symbol',
    'Side',
    'Opened',
    'Held',
    'Quantity',
    'Entry',
    'Exit',
    'Fees',
    'Net',
    'Reason',
    ...(owners ? ['Strategy'] : []),
  ]
  return html`<section class="long"><h2>Trades</h2>
<p class="note">${plural(trades.length, 'closed trade')}${hidden > 0 && `; the first and the last ${count(each)} are shown`}. Times are UTC, net is after fees and funding.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Trades"><table class="trades"><thead><tr>${titles.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div></section>`
}

/** Why trades ended and what each reason brought. */
export function exitsTable(trades: readonly ClosedTrade[]): Markup {
  const all = exitCounts(trades)
  const rows = all
    .slice(0, reasonsMost)
    .map(
      (exit) =>
        html`<tr><th scope="row">${short(exit.reason, textMost)}</th><td class="n">${count(exit.count)}</td><td class="n">${exit.net === null ? 'N/A' : signed(exit.net, amountDecimals(exit.net))}</td></tr>`,
    )
  const more = all.length - reasonsMost
  return html`<section><h2>Exits</h2>
<p class="note">Why trades ended${more > 0 && `; ${plural(more, 'rare reason')} left out`}.</p>
<table><thead><tr><th scope="col">Reason</th><th scope="col" class="n">Count</th><th scope="col" class="n">Net</th></tr></thead><tbody>${rows}</tbody></table></section>`
}

/** Positions that were still open when the data ended. */
export function openTable(open: readonly OpenAtEnd[], symbols: readonly string[]): Markup | undefined {
  if (open.length === 0) return undefined
  const symbol = shortSymbols(symbols)
  const rows = open
    .slice(0, openMost)
    .map(
      (one) =>
        html`<tr><td>${short(strategyOf(one), textMost)}</td><td>${short(symbol(one.symbol), textMost)}</td><td class="n">${significant(one.quantity)}</td><td class="n">${significant(one.averagePrice)}</td><td class="n">${significant(one.markPrice)}</td><td class="n">${signed(one.unrealized, amountDecimals(one.unrealized))} ${short(one.currency, 12)}</td></tr>`,
    )
  const more = open.length - openMost
  return html`<section><h2>Open at the end</h2>
<p class="note">Marked at the last price; part of the equity, not of the trades.${more > 0 && ` ${plural(more, 'position')} not shown.`}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Open positions"><table><thead><tr><th scope="col">Strategy</th><th scope="col">Symbol</th><th scope="col" class="n">Quantity</th><th scope="col" class="n">Average price</th><th scope="col" class="n">Last price</th><th scope="col" class="n">Unrealized</th></tr></thead><tbody>${rows}</tbody></table></div></section>`
}
