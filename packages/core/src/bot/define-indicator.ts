import { throwAll } from '../errors/botyard-error.ts'
import { callSite } from '../errors/call-site.ts'
import { toMicros, writeDuration } from '../options/duration-text.ts'
import type { OptionInput, OptionSet, OptionValues } from '../options/options.ts'
import { readOptions } from '../options/read-options.ts'
import { isStandardSchema } from '../options/standard-schema.ts'
import type { Source } from '../ports/market.ts'
import type { Asked, Question } from '../ports/question.ts'
import type { Indicator, Keep, Signal, Updating, Use } from '../ports/signal.ts'
import type { Duration, Micros } from '../ports/time.ts'
import { heldSignal } from './held-signal.ts'
import type { First } from './spec.ts'

/**
 * What `create` of an indicator returns, beside outputs of its own; `update` may change all of it. `ready` is a boolean: it is not said
 * here, because the compiler would then take a first `false` for the only value it can have.
 */
export interface Growing {
  value: number
  ready: unknown
}

/** What `create` of a signal returns. */
export interface GrowingSignal extends Growing {
  updated: Micros
  /** The reason behind the value of now, for people. */
  why(): string
}

/** What `defineIndicator` was given. `update` reads the inputs; it runs once for each of their steps and must not allocate. */
export interface IndicatorDefinition<O extends OptionSet, S, V> {
  readonly name: string
  readonly options?: O
  /** Steps of the input until it is ready, so that a live start can fetch enough history. */
  warm?(options: OptionValues<O>): number
  /** Makes the instance; `keep` gives its record, `now` the time of the row in hand. */
  create(options: OptionValues<O>, input: S, keep: Keep, now: () => Micros): Updating<V>
}

/** What an indicator follows: one source, or several that are up to date before it is. */
export type Inputs = Source | readonly Source[]

/**
 * Declares an indicator: a number, or several, that follow a source. Numbers that must survive a restart live in the record that
 * `keep` gives; columns too.
 *
 * @example
 * export const rise = defineIndicator({
 *   name: 'rise',
 *   create(_, input: Source, keep) {
 *     const state = keep({ last: Number.NaN })
 *     return {
 *       value: Number.NaN,
 *       ready: false,
 *       update() { this.value = input.value - state.last; this.ready = !Number.isNaN(state.last); state.last = input.value },
 *     }
 *   },
 * })
 */
export function defineIndicator<
  const O extends OptionSet = Record<never, never>,
  S extends Inputs = Source,
  V extends Growing = Growing,
>(definition: IndicatorDefinition<O, S, V>): (input: S, options?: OptionInput<O> | First<O>) => Use<Readonly<V> & Indicator> {
  return (input, options) => wish(definition, input, options)
}

/**
 * Declares a signal: an indicator whose value is held to -1..1, and which can say why.
 */
export function defineSignal<
  const O extends OptionSet = Record<never, never>,
  S extends Inputs = Source,
  V extends GrowingSignal = GrowingSignal,
>(definition: IndicatorDefinition<O, S, V>): (input: S, options?: OptionInput<O> | First<O>) => Use<Readonly<V> & Signal> {
  return (input, options) => wish(definition, input, options, heldSignal)
}

/** What `defineQuestion` was given. */
export interface QuestionDefinition<O extends OptionSet> {
  readonly name: string
  /** After this long the answer counts as failed. */
  readonly timeout: Duration
  /** How long an unrecorded answer takes in a backtest; the timeout's tenth when left out. */
  readonly latency?: Duration
  readonly options?: O
  /** Makes what answers. */
  create(options: OptionValues<O>): Question
}

/**
 * Declares a question: something that needs time, such as a model. It is asked with `desk.ask` and heard in `onAnswer`.
 */
export function defineQuestion<const O extends OptionSet = Record<never, never>>(
  definition: QuestionDefinition<O>,
): (options?: OptionInput<O> | First<O>) => Asked {
  return (options) => {
    const { name, timeout } = definition
    const values = checked(name, definition.options, options)
    return madeBy(definition, {
      key: `${name}(${JSON.stringify(values)})`,
      name,
      timeout,
      latency: definition.latency ?? writeDuration(Math.ceil(toMicros(timeout) / 10)),
      make: () => definition.create(values as OptionValues<O>),
    })
  }
}

const definitions = new WeakMap<object, object>()

/** What a wish was made by; undefined for one that was written by hand. */
export function definitionOf(wish: Use<unknown> | Asked): object | undefined {
  return definitions.get(wish)
}

function madeBy<W extends object>(definition: object, wish: W): W {
  definitions.set(wish, definition)
  return wish
}

function wish<O extends OptionSet, S extends Inputs, V extends object, Shown>(
  definition: IndicatorDefinition<O, S, V>,
  input: S,
  options: unknown,
  shape = (made: Updating<V>) => made,
): Use<Shown> {
  const values = checked(definition.name, definition.options, options) as OptionValues<O>
  const inputs: readonly Source[] = Array.isArray(input) ? input : [input as Source]
  const key = `${definition.name}(${JSON.stringify(values)})@${inputs.map((one) => one.key).join('+')}`
  return madeBy(definition, {
    key,
    name: definition.name,
    inputs,
    warm: definition.warm?.(values) ?? 0,
    make: (keep: Keep, now: () => Micros) =>
      Object.assign(shape(definition.create(values, input, keep, now)), { key }) as unknown as Updating<Shown>,
  })
}

function checked(name: string, declared: OptionSet | undefined, raw: unknown): unknown {
  const { values, problems } = readOptions(name, declared ?? {}, withFirst(declared, raw), callSite())
  if (problems.length > 0) throwAll(problems)
  return values
}

/** Turns the one bare value of `ema(bars, 20)` into the option it stands for. */
export function withFirst(declared: OptionSet | undefined, raw: unknown): unknown {
  if (raw === undefined || raw === null || typeof raw === 'object' || declared === undefined || isStandardSchema(declared))
    return raw
  const [first] = Object.keys(declared)
  return first === undefined ? raw : { [first]: raw }
}
