import type { Micros } from './time.ts'
import { token } from './token.ts'

/** Rows kept for later reading: fills, equity, notices. `append` never blocks; `flush` makes it safe. */
export interface Store {
  /** Adds a row to a stream; the row is kept as it is now. */
  append(stream: string, row: object): void
  /** The rows of a stream, oldest first, those with a time from `from` on. */
  read<T>(stream: string, from?: Micros): AsyncIterable<T>
  /** Resolves when everything appended is safe. */
  flush(): Promise<void>
}
/** Where rows are kept, for `requires` and `provides`. */
export const Store = token<Store>('Store')
