import { tapeKinds, writeDuration } from '@botyard/core'

const nameOf = new Map<number, string>(tapeKinds.map(({ kind, name }) => [kind, name]))

/** What rows are called: 'trade', 'bar 1m', or 'kind 40' where the tape has no name for them. The interval is in milliseconds, 0 for none. */
export function rowsName(kind: number, intervalMillis: number): string {
  const interval = intervalMillis > 0 ? ` ${writeDuration(intervalMillis * 1000)}` : ''
  return (nameOf.get(kind) ?? `kind ${kind}`) + interval
}
