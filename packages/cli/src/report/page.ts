import type { RunResult } from '@botyard/core'
import { decimalsFor, range } from '../format.ts'
import { shortSymbols } from '../owner-names.ts'
import { besideHolding, costs } from './comparison.ts'
import { equityChart } from './equity-chart.ts'
import { equityTable } from './equity-table.ts'
import { checksTable, type Provenance, provenance, refusalsTable } from './evidence.ts'
import { html, Markup, type Piece, short } from './markup.ts'
import { ownersTable } from './owners-table.ts'
import { style } from './style.ts'
import { covered, lead, listed, tiles } from './summary.ts'
import { exitsTable, openTable, tradesTable } from './trades-table.ts'

/** A report is never larger, so that it opens at once and can be sent by mail. */
export const reportBytesMax = 200_000

/** So many trades are shown from each end of the list, or fewer until the page fits. */
const tradesEachEnd = [250, 160, 100, 60, 30, 10, 0]

function banners(result: RunResult): Piece {
  const failed = result.checks.filter((check) => !check.passed)
  return [
    result.synthetic &&
      html`<p class="banner"><strong>SYNTHETIC DATA.</strong> The prices were made by a program from a seed. A result on them shows how the bot behaves; it says nothing about a market.</p>`,
    failed.length > 0 &&
      html`<p class="banner bad"><strong>CHECK FAILED.</strong> ${listed(
        failed.map((check) => `${check.name}: ${check.text}`),
        3,
        240,
      )}. Do not rely on the figures below.</p>`,
  ]
}

function page(result: RunResult, source: Provenance, each: number): string {
  const decimals = decimalsFor(result.initialEquity)
  const title = `${short(result.bot, 60)}, ${result.mode}, ${range(result.data.from, result.data.to, 'to')}`
  const { text } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<header>
<p class="kind">${result.mode} report${result.synthetic && ' · synthetic data'}</p>
<h1>${short(result.bot, 80)}</h1>
<p class="about">${listed(result.strategies)} on ${listed(result.symbols.map(shortSymbols(result.symbols)))} · ${range(result.data.from, result.data.to)} UTC · ${covered(result)}</p>
${banners(result)}
</header>
<main>
${lead(result)}
${tiles(result)}
<section><h2>Equity and drawdown</h2>
<p class="note">The dashed line is the start. Times are UTC.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Chart of equity and drawdown">${equityChart({ ...result.equity, initialEquity: result.initialEquity, currency: short(result.currency, 12), decimals, synthetic: result.synthetic })}</div>
${equityTable(result.equity.times, result.equity.values, decimals, short(result.currency, 12))}</section>
<div class="two">${besideHolding(result)}${costs(result)}</div>
<div class="two">${checksTable(result.checks)}${result.trades.length > 0 && exitsTable(result.trades)}</div>
${ownersTable(result)}
${openTable(result.open, result.symbols)}
${refusalsTable(result.refusals, result.symbols)}
${tradesTable(result.trades, result.symbols, each)}
${provenance(result, source)}
</main>
<footer><p>Made by Botyard. One file, no script, nothing is loaded from elsewhere. Past results do not promise future ones.</p></footer>
</body>
</html>
`
  return text
}

/** The report of a run as one HTML document below `reportBytesMax`. The same run gives the same bytes. */
export function reportPage(result: RunResult, source: Provenance): string {
  let text = ''
  for (const each of tradesEachEnd) {
    text = page(result, source, each)
    if (Buffer.byteLength(text) < reportBytesMax) break
  }
  return text
}
