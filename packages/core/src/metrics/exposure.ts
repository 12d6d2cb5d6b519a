import type { Micros } from '../ports/time.ts'

/** When a position was there; a trade of a result is one. */
export interface Held {
  readonly entryTime: Micros
  readonly exitTime: Micros
}

/**
 * The share of a time in which at least one position was there, 0 to 1; several at once count once.
 *
 * @example
 * exposedShare(result.trades, { from: result.data.from, to: result.data.to })
 */
export function exposedShare(held: readonly Held[], { from, to }: { readonly from: Micros; readonly to: Micros }): number {
  let exposed = 0
  let until = from
  for (const { entryTime, exitTime } of [...held].sort((a, b) => a.entryTime - b.entryTime)) {
    const begin = Math.max(until, entryTime)
    const end = Math.min(exitTime, to)
    if (end > begin) exposed += end - begin
    until = Math.max(until, end)
  }
  return to > from ? exposed / (to - from) : 0
}

/**
 * The share of bars in which at least one position was there at some moment, 0 to 1, as many programs count exposure: the bar that a
 * position was entered in and the one it was left in count whole. `opens` has when each bar began, in order; the last bar has no end.
 *
 * @example
 * exposedBarShare(result.trades, opens)
 */
export function exposedBarShare(held: readonly Held[], opens: ArrayLike<Micros>): number {
  let exposed = 0
  let next = 0
  for (const { entryTime, exitTime } of [...held].sort((a, b) => a.entryTime - b.entryTime)) {
    while (next + 1 < opens.length && opens[next + 1] <= entryTime) next++
    while (next < opens.length && opens[next] <= exitTime) {
      exposed++
      next++
    }
  }
  return opens.length === 0 ? 0 : exposed / opens.length
}
