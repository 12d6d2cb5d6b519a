import { token } from './token.ts'

/** Measures named stretches of work. The silent one costs an empty call. */
export interface Profiler {
  /** Made once at the start and kept. */
  span(name: string): Span
}
/** What measures, for `requires` and `provides`. */
export const Profiler = token<Profiler>('Profiler')

/** One stretch of work; `begin` and `end` come in pairs and never nest in themselves. */
export interface Span {
  /** The stretch begins. */
  begin(): void
  /** The stretch is over. */
  end(): void
}
