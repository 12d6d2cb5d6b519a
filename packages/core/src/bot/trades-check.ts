import type { Check } from '../ports/report.ts'

/** Says that figures of trades are of a part of them, where more trades ended than are kept; what the account made is not touched by it. */
export function tradesCheck(ended: number, kept: number): Check[] {
  if (ended === kept) return []
  return [{ name: 'trades', passed: true, text: `figures of trades are of the first ${kept} of ${ended}` }]
}
