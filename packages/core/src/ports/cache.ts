import type { Duration } from './time.ts'
import { token } from './token.ts'

/** Values that can be made again. It is bounded; what does not fit is forgotten, oldest use first. */
export interface Cache {
  get<T>(key: string): T | undefined
  /** Makes it when absent; callers who ask meanwhile share the one promise. A failure is not kept. */
  load<T>(key: string, make: () => Promise<T>): Promise<T>
  set<T>(key: string, value: T, life?: Duration): void
  delete(key: string): void
}
export const Cache = token<Cache>('Cache')
