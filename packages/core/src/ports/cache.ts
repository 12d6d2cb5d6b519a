import type { Duration } from './time.ts'
import { token } from './token.ts'

/** Values that can be made again. It is bounded; what does not fit is forgotten, oldest use first. */
export interface Cache {
  /** The value, or undefined when it is not there or its life is over. */
  get<T>(key: string): T | undefined
  /** Makes it when absent; callers who ask meanwhile share the one promise. A failure is not kept. */
  load<T>(key: string, make: () => Promise<T>): Promise<T>
  /** Keeps a value; without a life until it has to make room. */
  set<T>(key: string, value: T, life?: Duration): void
  /** Forgets a value; an unknown key is ignored. */
  delete(key: string): void
}
/** The cache of the bot, for `requires` and `provides`. */
export const Cache = token<Cache>('Cache')
