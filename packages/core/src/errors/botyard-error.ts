import type { CallSite } from './call-site.ts'
import { catalogue, type ErrorCode } from './catalogue.ts'
import type { ExitCode } from './exit-codes.ts'
import { type Detail, fillTemplate, fillTitle, type Holes } from './fill-template.ts'

/** Headlines are cut to this, so a list of problems stays a list. */
const titleLengthMax = 100

/** The values an error of this code must be given: one for every name in its templates. More are welcome. */
export type Details<C extends ErrorCode> = {
  readonly [Name in Holes<(typeof catalogue)[C]['title' | 'why'] | (typeof catalogue)[C]['fix'][number]>]: Detail
} & { readonly [name: string]: Detail }

/** What the code frame points at: a word at the call, or one option within its brackets. */
export interface ErrorFrame {
  /** Name of an option of the call at `at`, or a path into it, 'costs.taker'; the printer looks for its place. */
  readonly option?: string
  /** Instead of an option a name that stands anywhere within the call, such as that of a callback. */
  readonly word?: string
  /** Underline the name or the value of the option. The value when left out. */
  readonly part?: 'name' | 'value'
  /** A few words beside the caret: 'did you mean lookback?'. */
  readonly label?: string
}

/** What was typed on the command line, and the stretch of it that is wrong. */
export interface TypedFlag {
  /** '--set momentum.fast=x' */
  readonly text: string
  /** First character of the stretch, counted from 0, and how many it has. */
  readonly from: number
  readonly length: number
}

/** What an error may carry beside its details. `why` and `fix` replace those of the catalogue when more is known. */
export interface ErrorPlace {
  readonly at?: CallSite | undefined
  readonly frame?: ErrorFrame
  /** The place of what stands in no file. */
  readonly flag?: TypedFlag
  /** Who asked for whom, from the bot down. */
  readonly chain?: readonly string[]
  readonly why?: string | undefined
  readonly fix?: readonly [string, ...string[]]
  readonly cause?: unknown
}

/**
 * A problem that somebody who uses Botyard can solve. Its text comes from the catalogue, and the compiler asks for every value in it:
 * `new BotyardError('BY3006', { symbol, known }, { at })`.
 */
export class BotyardError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'BotyardError'
  readonly code: C
  /** What happened, in one line. */
  readonly title: string
  readonly at: CallSite | undefined
  readonly frame: ErrorFrame | undefined
  readonly flag: TypedFlag | undefined
  readonly chain: readonly string[] | undefined
  readonly why: string
  readonly fix: readonly string[]
  readonly details: Readonly<Record<string, Detail>>
  readonly exitCode: ExitCode

  constructor(code: C, details: Details<C>, place: ErrorPlace = {}) {
    const entry = catalogue[code]
    const title = fillTitle(entry.title, details, titleLengthMax)
    super(`${code} ${title}`, place.cause === undefined ? undefined : { cause: place.cause })
    this.code = code
    this.title = title
    this.at = place.at
    this.frame = place.frame
    this.flag = place.flag
    this.chain = place.chain
    this.why = place.why ?? fillTemplate(entry.why, details)
    this.fix = place.fix ?? entry.fix.map((step) => fillTemplate(step, details))
    this.details = details
    this.exitCode = entry.exit
  }

  /** The same with a place, unless it has one: what throws deep inside often cannot know where it was called from. */
  placed(at: CallSite | undefined): BotyardError<C> {
    return this.at !== undefined || at === undefined ? this : this.#with({ at })
  }

  /** The same with the flag in which it was typed. */
  typed(flag: TypedFlag): BotyardError<C> {
    return this.#with({ flag })
  }

  #with(more: ErrorPlace): BotyardError<C> {
    const { code, details, at, frame, flag, chain, why, cause } = this
    const fix = this.fix as readonly [string, ...string[]]
    const known = Object.entries({ frame, flag, chain }).filter(([, value]) => value !== undefined)
    return new BotyardError(code, details as Details<C>, { at, why, fix, cause, ...Object.fromEntries(known), ...more })
  }

  /** For `--json` and logs. Numbers that JSON cannot hold are written as text; the stack and the cause are left out. */
  toJSON(): Record<string, Detail | CallSite | undefined> {
    return {
      code: this.code,
      title: this.title,
      at: this.at,
      flag: this.flag?.text,
      chain: this.chain,
      why: this.why,
      fix: this.fix,
      details: jsonable(this.details),
      exitCode: this.exitCode,
    }
  }
}

function jsonable(detail: Detail): Detail {
  if (typeof detail === 'number') return Number.isFinite(detail) ? detail : String(detail)
  if (typeof detail !== 'object' || detail === null) return detail
  if (Array.isArray(detail)) return detail.map(jsonable)
  return Object.fromEntries(Object.entries(detail).map(([name, inner]) => [name, jsonable(inner)]))
}

/** Whether something caught is one of these errors, also when another copy of this package made it. */
export function isBotyardError(thing: unknown): thing is BotyardError {
  return thing instanceof Error && thing.name === 'BotyardError' && 'code' in thing && 'exitCode' in thing
}

/** A list longer than this is not read to its end; the rest is counted. */
export const problemsShownMax = 10

/** Orders by file, line and column. What has no place comes last. */
export function comparePlaces(a: CallSite | undefined, b: CallSite | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return a.line - b.line || a.column - b.column
}

/** All problems of one step at once, in the order of the file, so they can be repaired in one go. */
export class BotyardErrors extends AggregateError {
  override readonly name = 'BotyardErrors'
  /** Every problem; those without a place come last. */
  readonly problems: readonly BotyardError[]
  /** That of the first problem, because it is the one that is read first. */
  readonly exitCode: ExitCode

  constructor(problems: readonly [BotyardError, ...BotyardError[]]) {
    const ordered = [...problems].sort((a, b) => comparePlaces(a.at, b.at))
    const shown = ordered.slice(0, problemsShownMax)
    const rest = ordered.length - shown.length
    const lines = shown.map((problem) => `  ${problem.message}`)
    if (rest > 0) lines.push(`  and ${rest} more`)
    super(ordered, `${ordered.length} problems\n${lines.join('\n')}`)
    this.problems = ordered
    this.exitCode = (ordered[0] ?? problems[0]).exitCode
  }

  /** For `--json`: every problem, also those that a terminal would only count. */
  toJSON(): { problems: ReturnType<BotyardError['toJSON']>[]; exitCode: ExitCode } {
    return { problems: this.problems.map((problem) => problem.toJSON()), exitCode: this.exitCode }
  }
}

/** Throws what was collected: nothing, the one problem itself, or all of them together. */
export function throwAll(problems: readonly BotyardError[]): void {
  const [first, ...others] = problems
  if (first === undefined) return
  throw others.length === 0 ? first : new BotyardErrors([first, ...others])
}

/** The same for several at once; true also for those of another copy of this package. */
export function isBotyardErrors(thing: unknown): thing is BotyardErrors {
  return thing instanceof AggregateError && thing.name === 'BotyardErrors' && 'problems' in thing
}
