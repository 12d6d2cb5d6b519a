import type { RunResult } from '@botyard/core'
import { ratio } from './format.ts'

const daysLeast = 20

/** Why there is no Sharpe ratio, in the words of a table; undefined when there is one. */
export function sharpeGap({ sharpe, dailyEquity }: RunResult): string | undefined {
  if (sharpe !== null) return undefined
  if (dailyEquity.length < daysLeast) return `needs ${daysLeast} days`
  return dailyEquity.some((value) => !(value > 0)) ? 'equity fell to zero' : 'equity never moved'
}

/** The same as a sentence, or the interval that the days allow. */
export function sharpeSentence(result: RunResult): string | undefined {
  const gap = sharpeGap(result)
  if (gap === undefined) return undefined
  if (gap.startsWith('needs')) return 'The run is too short for a yearly Sharpe ratio.'
  return `There is no Sharpe ratio, because ${gap}.`
}

/** The interval of the ratio as two numbers, or why there is none. */
export function sharpeInterval(result: RunResult): string {
  const { sharpeInterval: interval } = result
  return interval === null ? (sharpeGap(result) ?? '') : `95 %: ${ratio(interval[0], 1)} to ${ratio(interval[1], 1)}`
}
