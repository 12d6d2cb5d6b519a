import { BotyardError } from '../errors/botyard-error.ts'
import { callSite } from '../errors/call-site.ts'
import type { Duration, Micros, Percent } from '../ports/time.ts'
import { readMicros } from './duration-text.ts'
import { readShare } from './percent-text.ts'
import { readValue } from './read-value.ts'
import type { StandardSchemaV1 } from './standard-schema.ts'

/** The sorts of options there are. */
export type OptionKind = 'integer' | 'number' | 'percent' | 'duration' | 'text' | 'choice' | 'flag'

/**
 * One declared option. It is plain frozen data, read for the type, the check, the default, the row of the docs, the flag and the range
 * of a search. `T` is what the code receives and `Input` what may be written.
 */
export interface Option<T, Input = T> {
  readonly kind: OptionKind
  /** The default as the code receives it; undefined when the option must be given. */
  readonly fallback: T | undefined
  readonly about: string
  /** Least value allowed: a number, a share, microseconds or characters, as the kind has it. */
  readonly min: number | undefined
  /** Greatest value allowed, in the same measure. */
  readonly max: number | undefined
  /** Distance of neighbours in a search, in the same measure. It is no check. */
  readonly step: number | undefined
  readonly choices: readonly string[] | undefined
  /** What a number counts, or what a percent is a share of: 'bars', 'equity'. */
  readonly unit: string | undefined
  /** Values that a search tries. */
  readonly search: readonly T[] | undefined
  /** For the compiler only. */
  readonly input?: Input
}

/** What a plugin, strategy or indicator declares: a record of options, or a schema of any library with the standard face. */
export type OptionSet = Readonly<Record<string, Option<unknown>>> | StandardSchemaV1

/** What `create` and `setup` receive for a declaration. */
export type OptionValues<O extends OptionSet> = O extends StandardSchemaV1
  ? NonNullable<O['~standard']['types']>['output']
  : { readonly [K in keyof O]: O[K] extends Option<infer T, unknown> ? T : never }

/** What people write for a declaration; everything may be left out. */
export type OptionInput<O extends OptionSet> = O extends StandardSchemaV1
  ? NonNullable<O['~standard']['types']>['input']
  : { readonly [K in keyof O]?: O[K] extends Option<unknown, infer Input> ? Input : never }

/** Limits and search of an option; `V` is how its values are written. */
export interface OptionLimits<V> {
  readonly min?: V
  readonly max?: V
  readonly step?: V
  readonly unit?: string
  readonly search?: readonly V[]
}

/** A whole number. A default of undefined makes it an option that must be given; this holds for every kind. */
export function integer(fallback: number | undefined, about: string, limits: OptionLimits<number> = {}): Option<number> {
  return declare('integer', fallback, about, limits, Number)
}

/** A finite number. */
export function number(fallback: number | undefined, about: string, limits: OptionLimits<number> = {}): Option<number> {
  return declare('number', fallback, about, limits, Number)
}

/** A percent, '0.4%' or 0.004; the code receives the share, 0.004. A bare number above 1 is refused, because 20 could mean either. */
export function percent(
  fallback: Percent | undefined,
  about: string,
  limits: OptionLimits<Percent> = {},
): Option<number, Percent> {
  return declare('percent', fallback, about, limits, readShare)
}

/** A length of time, '15m'; the code receives the text, and `toMicros` its microseconds. */
export function duration(fallback: Duration | undefined, about: string, limits: OptionLimits<Duration> = {}): Option<Duration> {
  return declare('duration', fallback, about, limits, readMicros)
}

/** Text; `min` and `max` count characters, and no more than 1000 are taken if nothing is said. */
export function text(fallback: string | undefined, about: string, limits: { min?: number; max?: number } = {}): Option<string> {
  return declare('text', fallback, about, { max: 1000, ...limits }, Number)
}

/** One of a few words. The first is the default. */
export function oneOf<const C extends string>(choices: readonly [C, ...C[]], about: string): Option<C> {
  return declare('choice', choices[0], about, { search: choices }, () => undefined, choices)
}

/** True or false. */
export function flag(fallback: boolean | undefined, about: string): Option<boolean> {
  return declare('flag', fallback, about, {}, () => undefined)
}

// What a declaration writes as text is kept as the number it means, so that checks and searches need no reading.
function declare<T, Input, L>(
  kind: OptionKind,
  fallback: unknown,
  about: string,
  limits: OptionLimits<L>,
  measure: (limit: L) => number | Micros | undefined,
  choices?: readonly string[],
): Option<T, Input> {
  const measured = (limit: L | undefined): number | undefined => (limit === undefined ? undefined : measure(limit))
  const { min, max, step } = { min: measured(limits.min), max: measured(limits.max), step: measured(limits.step) }
  for (const limit of [min, max, step]) {
    if (Number.isNaN(limit)) refuse(kind, 'a limit cannot be read as its kind')
    if (kind === 'integer' && limit !== undefined && !Number.isSafeInteger(limit)) refuse(kind, 'a limit is not a whole number')
  }
  if (min !== undefined && max !== undefined && min > max) refuse(kind, 'min is above max')
  if (step !== undefined && step <= 0) refuse(kind, 'step is not above zero')
  const frozenChoices = choices === undefined ? undefined : Object.freeze([...choices])
  const shape: Omit<Option<unknown>, 'input'> = {
    kind,
    fallback,
    about,
    min,
    max,
    step,
    choices: frozenChoices,
    unit: limits.unit,
    search: undefined,
  }
  const read = (raw: unknown, what: string): unknown => {
    const { value, problem } = readValue(shape, raw, { what })
    if (problem !== undefined) refuse(kind, problem.title)
    return value
  }
  const search = limits.search?.map((value) => read(value, 'a search value'))
  return Object.freeze({
    ...shape,
    fallback: (fallback === undefined ? undefined : read(fallback, 'the default')) as T | undefined,
    search: (search === undefined ? undefined : Object.freeze(search)) as readonly T[] | undefined,
  })
}

function refuse(kind: OptionKind, reason: string): never {
  throw new BotyardError('BY1113', { kind, reason }, { at: callSite() })
}
