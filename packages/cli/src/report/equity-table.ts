import { grouped, minute, percent } from '../format.ts'
import { curveOf, drawdownOf } from './curve.ts'
import { html, type Markup } from './markup.ts'

const rowsMost = 25

/** The chart as a table for whoever cannot or does not want to read a drawing: values at equal steps, first and last included. */
export function equityTable(times: ArrayLike<number>, values: ArrayLike<number>, decimals: number, currency: string): Markup {
  const curve = curveOf(times, values)
  const drawdown = drawdownOf(curve)
  const last = curve.values.length - 1
  const wanted = Math.min(rowsMost, last + 1)
  const picked = Array.from({ length: wanted }, (_, at) => (wanted < 2 ? 0 : Math.round((at * last) / (wanted - 1))))
  const rows = picked.map(
    (at) =>
      html`<tr><td>${minute(curve.times[at] ?? 0)}</td><td class="n">${grouped(curve.values[at] ?? 0, decimals)}</td><td class="n">${percent(-(drawdown.values[at] ?? 0))}</td></tr>`,
  )
  return html`<details><summary>Show as table</summary><table><thead><tr><th scope="col">Time, UTC</th><th scope="col" class="n">Equity, ${currency}</th><th scope="col" class="n">Below the last peak</th></tr></thead><tbody>${rows}</tbody></table></details>`
}
