import type { RunData } from '@botyard/core'
import { plural } from './format.ts'

/** A bar is two rows, its open and the rest of it. */
const rowsOfBar = 2

/** How large the data of a run is: its bars where most rows are of bars, else its rows. */
export function recordedAmount({ rows, bars }: RunData): string {
  const ofBars = bars.reduce((sum, one) => sum + one.count * rowsOfBar, 0)
  if (ofBars * 2 < rows || bars.length === 0) return plural(rows, 'row')
  return bars.map(({ interval, count }) => `${plural(count, 'bar')} of ${interval}`).join(', ')
}
