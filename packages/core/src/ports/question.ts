import type { Duration, Micros } from './time.ts'

/**
 * Something that needs time to answer: a model in another process, a language model, a database. It is asked after the drain with a
 * copy of the features, and it is the only thing here that may await. It never touches the desk.
 */
export interface Question {
  /** Answers, or rejects, or stops when told to; an answer that comes too late is dropped. */
  answer(features: Float64Array, stop: AbortSignal): Promise<Float64Array>
}

/** A wish for a question, made by calling its definition. Equal wishes share one instance and one place in the queue. */
export interface Asked {
  readonly key: string
  readonly name: string
  /** After this long the answer is `failed`, and what comes later is dropped. */
  readonly timeout: Duration
  /** How long an answer takes in a backtest when it was not recorded. */
  readonly latency: Duration
  /** Makes what answers; called once, when it is first asked. */
  make(): Question
}

/** What came back. Borrowed: copy the values you keep. */
export interface Answer {
  readonly question: string
  readonly asked: Micros
  readonly time: Micros
  readonly values: Float64Array
  /** True when it threw or took too long; then there are no values. */
  readonly failed: boolean
}
