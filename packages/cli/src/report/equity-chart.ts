import { grouped, minute, percent } from '../format.ts'
import { type Curve, curveOf, drawdownOf, thinned } from './curve.ts'
import { html, type Markup } from './markup.ts'
import { linear, niceTicks, type Scale, type TimeTick, timeTicks } from './scale.ts'

/** What the chart shows. */
interface EquityChart {
  readonly times: ArrayLike<number>
  readonly values: ArrayLike<number>
  readonly initialEquity: number
  readonly currency: string
  readonly decimals: number
  readonly synthetic: boolean
}

const size = { width: 960, height: 424 } as const
const plot = { left: 76, right: 944 } as const
const equityBox = { top: 34, bottom: 262 } as const
const drawdownBox = { top: 306, bottom: 390 } as const
// Two pixels a column is as fine as a line of this width can show.
const columns = (plot.right - plot.left) / 2

function point(value: number): string {
  return value.toFixed(1).replace('.0', '')
}

function lineOf(curve: Curve, x: Scale, y: Scale): string {
  const points = curve.times.map((time, at) => `${point(x(time))} ${point(y(curve.values[at] ?? 0))}`)
  return `M${points.join('L')}`
}

function closedAt(level: number, line: string, curve: Curve, x: Scale): string {
  return `${line}V${point(level)}H${point(x(curve.times[0] ?? 0))}Z`
}

// One path is both line and area; this hides the edges that close the area, so the curve is written once and the file stays small.
function boxOf(id: string, { top, bottom }: { readonly top: number; readonly bottom: number }): Markup {
  return html`<clipPath id="${id}"><rect x="${plot.left + 1}" y="${top + 1}" width="${plot.right - plot.left - 2}" height="${bottom - top - 2}"/></clipPath>`
}

function gridOf(ticks: readonly number[], y: Scale, tell: (value: number) => string): Markup[] {
  return ticks.map((tick) => {
    const at = point(y(tick))
    return html`<line class="grid" x1="${plot.left}" x2="${plot.right}" y1="${at}" y2="${at}"/><text x="${plot.left - 10}" y="${point(y(tick) + 4)}" text-anchor="end">${tell(tick)}</text>`
  })
}

function timeAxis(ticks: readonly TimeTick[], x: Scale): Markup[] {
  return ticks.map(({ time, text }) => {
    const at = point(x(time))
    return html`<line class="grid" x1="${at}" x2="${at}" y1="${equityBox.top}" y2="${equityBox.bottom}"/><line class="grid" x1="${at}" x2="${at}" y1="${drawdownBox.top}" y2="${drawdownBox.bottom}"/><text x="${at}" y="${drawdownBox.bottom + 20}" text-anchor="middle">${text}</text>`
  })
}

// Levels of a flat line would all be the same number, so its range is opened to what can be told apart.
function spread(values: readonly number[]): { low: number; high: number } {
  const low = values.reduce((a, b) => Math.min(a, b))
  const high = values.reduce((a, b) => Math.max(a, b))
  const room = Math.max((high - low) * 0.06, Math.abs(high) * 1e-4, 1e-6)
  return { low: low - room, high: high + room }
}

/** The fewest decimals that write every tick exactly. */
function decimalsOf(ticks: readonly number[], most: number): number {
  const step = Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0))
  const exact = (scaled: number) => Math.round(scaled) !== 0 && Math.abs(scaled - Math.round(scaled)) < 1e-6
  let decimals = 0
  while (decimals < most && !exact(step * 10 ** decimals)) decimals++
  return decimals
}

function describe(curve: Curve, drawdown: Curve, chart: EquityChart): string {
  const amount = (value: number) => `${grouped(value, chart.decimals)} ${chart.currency}`
  const deepest = drawdown.values.reduce((a, b) => Math.min(a, b), 0)
  const ends = `Equity went from ${amount(curve.values[0] ?? 0)} at ${minute(curve.times[0] ?? 0)} to ${amount(curve.values.at(-1) ?? 0)} at ${minute(curve.times.at(-1) ?? 0)} UTC`
  const extremes = curve.values.reduce(
    ([a, b], value) => [Math.min(a, value), Math.max(b, value)] as [number, number],
    [Infinity, -Infinity],
  )
  return `${ends}, between ${amount(extremes[0])} and ${amount(extremes[1])}. The deepest fall from a peak was ${percent(-deepest)}.`
}

/** The equity of a run and its drawdown as one drawing that needs no script, with a description for those who cannot see it. */
export function equityChart(chart: EquityChart): Markup {
  const curve = curveOf(chart.times, chart.values)
  if (curve.values.length < 2) return html`<p class="note">Too few values of equity were recorded to draw a line.</p>`
  const drawdown = drawdownOf(curve)
  const x = linear(curve.times[0] ?? 0, curve.times.at(-1) ?? 0, plot.left, plot.right)
  const { low, high } = spread([...curve.values, chart.initialEquity].filter(Number.isFinite))
  const y = linear(low, high, equityBox.bottom, equityBox.top)
  const deepest = Math.min(-0.001, drawdown.values.reduce((a, b) => Math.min(a, b), 0) * 1.06)
  const below = linear(deepest, 0, drawdownBox.bottom, drawdownBox.top)
  const equityTicks = niceTicks(low, high, 5)
  const drawdownTicks = niceTicks(deepest, 0, 3)
  const seen = thinned(curve, columns)
  const seenBelow = thinned(drawdown, columns)
  const start = point(y(chart.initialEquity))
  const percentDecimals = decimalsOf(
    drawdownTicks.map((tick) => tick * 100),
    4,
  )
  return html`<svg class="chart" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-labelledby="equity-title equity-text" xmlns="http://www.w3.org/2000/svg">
<title id="equity-title">Equity and drawdown over time</title>
<desc id="equity-text">${describe(curve, drawdown, chart)}</desc>
<defs>${boxOf('equity-box', equityBox)}${boxOf('drawdown-box', drawdownBox)}</defs>
${timeAxis(timeTicks(curve.times[0] ?? 0, curve.times.at(-1) ?? 0, 9), x)}
<text class="name" x="${plot.left}" y="${equityBox.top - 14}">Equity, ${chart.currency}</text>
${gridOf(equityTicks, y, (value) => grouped(value, decimalsOf(equityTicks, 8)))}
${chart.synthetic && html`<text class="mark" x="${(plot.left + plot.right) / 2}" y="${(equityBox.top + equityBox.bottom) / 2 + 26}" text-anchor="middle" aria-hidden="true">SYNTHETIC</text>`}
<line class="start" x1="${plot.left}" x2="${plot.right}" y1="${start}" y2="${start}"/>
<path class="line" clip-path="url(#equity-box)" d="${closedAt(equityBox.bottom, lineOf(seen, x, y), seen, x)}"/>
<text class="name" x="${plot.left}" y="${drawdownBox.top - 14}">Drawdown from the last peak</text>
${gridOf(drawdownTicks, below, (value) => percent(value, percentDecimals))}
<path class="down" clip-path="url(#drawdown-box)" d="${closedAt(drawdownBox.top, lineOf(seenBelow, x, below), seenBelow, x)}"/>
</svg>`
}
