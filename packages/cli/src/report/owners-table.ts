import type { RunResult } from '@botyard/core'
import { ownerRows } from '../owner-rows.ts'
import { html, type Markup, short } from './markup.ts'

const titles = ['Strategy', 'Symbol', 'Net', 'Fees', 'Trades'] as const

/** What each strategy made at each symbol; nothing of a single one, which the figures above are of already. */
export function ownersTable(result: RunResult): Markup | undefined {
  const rows = ownerRows(result)
  if (rows.length === 0) return undefined
  const isNumber = (at: number) => at > 1
  const cell = (text: string, at: number) => (isNumber(at) ? html`<td class="n">${text}</td>` : html`<td>${short(text, 60)}</td>`)
  return html`<section><h2>By strategy and symbol</h2>
<p class="note">In ${short(result.currency, 12)}, each from its own part of the ledger. Net is after fees and funding, with what is open at its last price.</p>
<div class="scroll" tabindex="0" role="region" aria-label="By strategy and symbol"><table><thead><tr>${titles.map((title, at) => (isNumber(at) ? html`<th scope="col" class="n">${title}</th>` : html`<th scope="col">${title}</th>`))}</tr></thead><tbody>${rows.map((row) => html`<tr>${row.map(cell)}</tr>`)}</tbody></table></div></section>`
}
