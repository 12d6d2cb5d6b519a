import type { RunResult } from '@botyard/core'
import { decimalsFor, percent, plural, ratio, signed, signedPercent } from './format.ts'
import { clean } from './visible.ts'

/** What `--quiet` prints: the result in one line, and a line for each check that failed, because without those the figures mislead. */
export function resultLines(result: RunResult): string[] {
  const { bot, currency, initialEquity, finalEquity, netReturn, maxDrawdown, sharpe, trades, checks, synthetic } = result
  const net = signed(finalEquity - initialEquity, decimalsFor(initialEquity))
  const figures = [
    clean(bot),
    `net ${net} ${clean(currency)} (${signedPercent(netReturn)})`,
    `max drawdown ${percent(maxDrawdown)}`,
    `Sharpe ${ratio(sharpe)}`,
    plural(trades.length, 'trade'),
    ...(synthetic ? ['SYNTHETIC DATA'] : []),
  ]
  const failed = checks.filter(({ passed }) => !passed)
  return [figures.join('  '), ...failed.map(({ name, text }) => `✖ ${clean(name)}  ${clean(text)}`)]
}
