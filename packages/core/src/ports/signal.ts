import type { Source } from './market.ts'
import type { Kept, KeptRecord } from './state.ts'
import type { Micros } from './time.ts'

/** A number that follows a source. `ready` turns true once and stays so; from then on `value` is finite for ever. */
export interface Indicator extends Source {
  /** Its newest number; NaN until `ready`. */
  readonly value: number
  /** Whether it has heard enough; once true it stays so. */
  readonly ready: boolean
}

/** An indicator with an opinion: -1 sells, +1 buys, NaN until warm. `why` is asked only after the drain, so it may build text. */
export interface Signal extends Indicator {
  /** When its value was last brought up to date. */
  readonly updated: Micros
  /** The reason behind the value of now, for people. */
  why(): string
}

/**
 * A wish for an indicator or a signal, made by calling a definition: `ema(bars, 20)`. It is a value: equal wishes have equal keys
 * and share one instance, so using the same average twice costs it once.
 */
export interface Use<V> {
  /** Names the wish with its inputs and options; equal keys are one instance. */
  readonly key: string
  /** What it is called in messages. */
  readonly name: string
  /** What it listens to, in the order `make` wants them. */
  readonly inputs: readonly Source[]
  /** Steps of its inputs until it is ready; a live start fetches that much history. */
  readonly warm: number
  /** Called once by the engine; `keep` gives the record that survives a restart. */
  make(keep: Keep, now: () => Micros): Updating<V>
}

/** Gives a record of plain state that is saved and restored with the strategy when name and shape agree. */
export type Keep = <K extends Kept>(first: K) => KeptRecord<K>

/** An instance the engine drives: `update` runs once for every step of an input, and reads the inputs it was made with. */
export type Updating<V> = V & {
  /** Brings the value up to date; must not allocate. */
  update(): void
}
