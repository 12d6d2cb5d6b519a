import { dayMicros, type RunResult } from '@botyard/core'
import { splitCosts } from '../cost-split.ts'
import { count, decimalsFor, grouped, percent, plural, range, ratio, signed, signedPercent, span } from '../format.ts'
import { sharpeInterval, sharpeSentence } from '../sharpe-note.ts'
import { summarize } from '../trade-summary.ts'
import { html, type Markup, short } from './markup.ts'

/** Names of several things in one line that stays a line. */
export function listed(names: readonly string[], most = 6, letters = 60): string {
  const shown = names.slice(0, most).map((name) => short(name, letters))
  return names.length > most ? `${shown.join(', ')} and ${names.length - most} more` : shown.join(', ')
}

/** The time a run covers, as its readers count it. */
export function covered(result: RunResult): string {
  const size = result.data.to - result.data.from
  return size >= 2 * dayMicros ? plural(Math.round(size / dayMicros), 'day') : span(size)
}

// An amount and its unit stay on one line.
function glued(text: string): string {
  return text.replaceAll(' ', '\u00a0')
}

function change(share: number): string {
  if (share > 0) return `a gain of ${glued(percent(share))}`
  return share < 0 ? `a loss of ${glued(percent(-share))}` : 'no change'
}

function held(result: RunResult): string {
  if (result.buyAndHold === null) return ''
  const { netReturn } = result.buyAndHold
  if (!Number.isFinite(netReturn) || netReturn === 0) return ''
  return `; buying at the start and holding would have ${netReturn > 0 ? 'gained' : 'lost'} ${glued(percent(Math.abs(netReturn)))}`
}

/** Whether the length of the run lets anybody tell skill from luck, in words. */
function luck(result: RunResult): string {
  if (result.sharpe === null || result.sharpeInterval === null) return sharpeSentence(result) ?? ''
  const [low, high] = result.sharpeInterval
  if (low <= 0 && high >= 0)
    return `${glued(covered(result))} cannot tell skill from luck: the 95 % interval of the Sharpe ratio goes from ${ratio(low, 1)} to ${ratio(high, 1)}.`
  return `The 95 % interval of the Sharpe ratio, ${ratio(low, 1)} to ${ratio(high, 1)}, does not include zero.`
}

/** What happened, in sentences that need no knowledge of finance. */
export function lead(result: RunResult): Markup {
  const decimals = decimalsFor(result.initialEquity)
  const money = (amount: number) => glued(`${grouped(amount, decimals)} ${short(result.currency, 12)}`)
  const trades = result.trades.length === 0 ? 'It closed no trade' : `It closed ${plural(result.trades.length, 'trade')}`
  return html`<p class="lead">From ${range(result.data.from, result.data.to, 'to')} UTC, <strong>${short(result.bot, 60)}</strong> turned ${money(result.initialEquity)} into ${money(result.finalEquity)}, ${change(result.netReturn)}${held(result)}. ${trades}, paid ${money(result.fees)} in fees, and at its worst stood ${glued(percent(result.maxDrawdown))} below an earlier peak. ${luck(result)}</p>`
}

interface Tile {
  readonly title: string
  readonly figure: string
  readonly small: string
  readonly sign?: number
}

function tileOf({ title, figure, small, sign = 0 }: Tile): Markup {
  const tone = sign > 0 ? ' gain' : sign < 0 ? ' loss' : ''
  return html`<div><dt>${title}</dt><dd><div class="figure${tone}">${figure}</div><div class="small">${small}</div></dd></div>`
}

/** The eight figures that are looked at first. */
export function tiles(result: RunResult): Markup {
  const trades = summarize(result.trades)
  const costs = splitCosts(result)
  const decimals = decimalsFor(result.initialEquity)
  const all: Tile[] = [
    { title: 'Net return', figure: signedPercent(result.netReturn), small: 'after all costs', sign: result.netReturn },
    {
      title: `Net result, ${short(result.currency, 12)}`,
      figure: signed(costs.net, decimals),
      small: `${grouped(result.finalEquity, decimals)} at the end`,
      sign: costs.net,
    },
    { title: 'Max drawdown', figure: percent(result.maxDrawdown), small: 'deepest fall from a peak' },
    { title: 'Longest under water', figure: span(result.longestUnderWaterMicros), small: 'from a peak to the next higher one' },
    {
      title: 'Sharpe, yearly',
      figure: ratio(result.sharpe),
      small: sharpeInterval(result),
    },
    {
      title: 'Trades',
      figure: count(trades.trades),
      small:
        trades.trades === 0
          ? 'none was closed'
          : `${percent(trades.winShare, 1)} won, ${count(trades.long)} long, ${count(trades.short)} short`,
    },
    { title: 'Profit factor', figure: ratio(trades.profitFactor), small: 'all gains over all losses' },
    {
      title: `Fees, ${short(result.currency, 12)}`,
      figure: grouped(result.fees, decimals),
      small: `on ${grouped(costs.turnoverTimes, 1)}x turnover`,
    },
  ]
  return html`<dl class="tiles">${all.map(tileOf)}</dl>`
}
