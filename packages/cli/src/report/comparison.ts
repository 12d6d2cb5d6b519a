import type { RunResult } from '@botyard/core'
import { splitCosts } from '../cost-split.ts'
import { decimalsFor, percent, ratio, signed, signedPercent, span } from '../format.ts'
import { html, type Markup } from './markup.ts'
import { linear } from './scale.ts'

/** The run beside somebody who bought at the start and did nothing. */
export function besideHolding(result: RunResult): Markup {
  const held = result.buyAndHold
  const rows: [string, string, string][] = [
    ['Net return', signedPercent(result.netReturn), signedPercent(held?.netReturn ?? null)],
    ['Max drawdown', percent(result.maxDrawdown), percent(held?.maxDrawdown ?? null)],
    [
      'Longest time under water',
      span(result.longestUnderWaterMicros),
      held === null ? 'N/A' : span(held.longestUnderWaterMicros),
    ],
    ['Time with a position', percent(result.exposure), held === null ? 'N/A' : percent(1)],
    ['Sharpe, yearly', ratio(result.sharpe), ratio(held?.sharpe ?? null)],
  ]
  return html`<section><h2>Beside buy and hold</h2>
<p class="note">What buying at the first price and holding would have done with the same start, without costs.</p>
<table><thead><tr><td></td><th scope="col" class="n">Strategy</th><th scope="col" class="n">Buy and hold</th></tr></thead>
<tbody>${rows.map(([name, own, other]) => html`<tr><th scope="row">${name}</th><td class="n">${own}</td><td class="n">${other}</td></tr>`)}</tbody></table></section>`
}

interface Step {
  readonly name: string
  readonly amount: number
  readonly from: number
  readonly to: number
  readonly total?: true
}

/** Where the result went, as a waterfall from what trading brought to what was left. */
export function costs(result: RunResult): Markup {
  const split = splitCosts(result)
  const decimals = decimalsFor(result.initialEquity)
  const afterFees = split.before - split.fees
  const steps: Step[] = [
    { name: 'Before costs', amount: split.before, from: 0, to: split.before },
    { name: 'Fees', amount: -split.fees, from: split.before, to: afterFees },
    { name: 'Funding', amount: split.funding, from: afterFees, to: afterFees + split.funding },
    { name: 'Net', amount: split.net, from: 0, to: split.net, total: true },
  ]
  const ends = steps.flatMap((step) => [step.from, step.to]).filter(Number.isFinite)
  const x = linear(Math.min(0, ...ends), Math.max(0, ...ends), 0, 100)
  const row = (step: Step) => {
    const [left, right] = [Math.min(x(step.from), x(step.to)), Math.max(x(step.from), x(step.to))]
    const drawn = Number.isFinite(right - left) && step.from !== step.to
    const tone = step.amount < 0 ? 'down' : 'up'
    return html`<tr${step.total ? html` class="total"` : ''}><th scope="row">${step.name}</th><td class="n">${signed(step.amount, decimals)}</td><td class="bar" aria-hidden="true"><svg viewBox="0 0 100 10" preserveAspectRatio="none">${drawn && html`<rect class="${tone}" x="${left.toFixed(2)}" y="0" width="${Math.max(0.4, right - left).toFixed(2)}" height="10"/>`}</svg></td></tr>`
  }
  return html`<section><h2>Costs</h2>
<p class="note">In ${result.currency}. ${split.verdict === '' ? '' : `Net: ${split.verdict}.`}</p>
<table><thead><tr><td></td><th scope="col" class="n">Amount</th><td></td></tr></thead><tbody>${steps.map(row)}</tbody></table></section>`
}
