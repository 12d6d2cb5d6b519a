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
  /** Names the wish with its options; equal keys are one instance. */
  readonly key: string
  /** What it is called in answers and messages. */
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
  /** The name of the question. */
  readonly question: string
  /** When it was asked. */
  readonly asked: Micros
  /** When the answer was there. */
  readonly time: Micros
  /** What came back; empty when it failed. */
  readonly values: Float64Array
  /** True when it threw or took too long; then there are no values. */
  readonly failed: boolean
}
