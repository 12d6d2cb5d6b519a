import type { Micros } from './time.ts'
import { token } from './token.ts'

/** Rows kept for later reading: fills, equity, notices. `append` never blocks; `flush` makes it safe. */
export interface Store {
  append(stream: string, row: object): void
  read<T>(stream: string, from?: Micros): AsyncIterable<T>
  flush(): Promise<void>
}
export const Store = token<Store>('Store')
