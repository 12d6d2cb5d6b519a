import type { Check, RefusalCount, RunResult } from '@botyard/core'
import { count, minute, plural } from '../format.ts'
import { shortSymbols, strategyOf } from '../owner-names.ts'
import { recordedAmount } from '../recorded-amount.ts'
import { html, type Markup, short } from './markup.ts'

const rowsMost = 20

/** What has to be known to get the same run again. */
export interface Provenance {
  /** The command that makes this run again. */
  readonly command: string
  /** sha256 of config.json, which stands beside the report. */
  readonly configHash: string
  /** Versions by name. */
  readonly versions: Readonly<Record<string, string>>
}

/** Orders that were not sent or not accepted, and why. */
export function refusalsTable(refusals: readonly RefusalCount[], symbols: readonly string[]): Markup | undefined {
  if (refusals.length === 0) return undefined
  const sorted = [...refusals].sort((a, b) => b.count - a.count)
  const symbol = shortSymbols(symbols)
  const rows = sorted
    .slice(0, rowsMost)
    .map(
      (one) =>
        html`<tr><td class="n">${count(one.count)}</td><td>${short(one.error, 24)}</td><td>${short(one.reason, 160)}</td><td>${short(symbol(one.symbol), 40)}</td><td>${short(strategyOf(one), 40)}</td></tr>`,
    )
  const more = sorted.length - rowsMost
  return html`<section><h2>Refused orders</h2>
<p class="note">Wishes that were refused before or at the venue.${more > 0 && ` ${plural(more, 'rare kind')} not shown.`}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Refused orders"><table><thead><tr><th scope="col" class="n">Count</th><th scope="col">Code</th><th scope="col">Reason</th><th scope="col">Symbol</th><th scope="col">Strategy</th></tr></thead><tbody>${rows}</tbody></table></div></section>`
}

/** What was verified about the run. */
export function checksTable(checks: readonly Check[]): Markup {
  const failedFirst = [...checks].sort((a, b) => Number(a.passed) - Number(b.passed))
  const rows = failedFirst
    .slice(0, rowsMost)
    .map(
      (check) =>
        html`<tr><th scope="row">${short(check.name, 60)}</th><td class="word ${check.passed ? 'gain' : 'loss'}">${check.passed ? '✔ passed' : '✖ failed'}</td><td>${short(check.text, 180)}</td></tr>`,
    )
  if (rows.length === 0) return html`<section><h2>Checks</h2><p class="note">No check was run.</p></section>`
  return html`<section><h2>Checks</h2>
<p class="note">What was verified about this run.</p>
<table><thead><tr><th scope="col">Check</th><th scope="col">Result</th><th scope="col">What was found</th></tr></thead><tbody>${rows}</tbody></table></section>`
}

/** Where the data came from and how to make this run again. */
export function provenance(result: RunResult, source: Provenance): Markup {
  const facts: [string, Markup][] = [
    ['Recording', html`${short(result.data.name, 200)}, ${result.synthetic ? html`<strong>synthetic</strong>` : 'recorded'}`],
    ['From, to', html`${minute(result.data.from)} to ${minute(result.data.to)} UTC, the end excluded`],
    ['Size of the data', html`${recordedAmount(result.data)}`],
    ['Heard', html`${plural(result.bars, 'bar')} that strategies asked for, in ${plural(result.events, 'row')} of the tape`],
    ['Orders', html`${plural(result.orders, 'order')}, ${plural(result.fills, 'fill')}`],
    ['Seed', html`${String(result.seed)}`],
    ['Checksum of the data', html`<span class="mono">${short(result.data.checksum, 128)}</span>`],
    ['Hash of the run', html`<span class="mono">${short(result.hash, 128)}</span>`],
    ['Hash of the config', html`<span class="mono">${short(source.configHash, 128)}</span>`],
    [
      'Versions',
      html`${Object.entries(source.versions)
        .slice(0, 20)
        .map(([name, version]) => `${short(name, 60)} ${short(version, 30)}`)
        .join(', ')}`,
    ],
  ]
  return html`<section><h2>Data and provenance</h2>
<p class="note">The same bot, data, seed and versions give the same hash of the run.</p>
<dl class="facts">${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}<dt>Run it again</dt><dd><pre><code>${short(source.command, 1500)}</code></pre></dd></dl></section>`
}
