import { BotyardError } from '../errors/botyard-error.ts'
import { closestWord } from '../errors/closest-word.ts'
import type { OptionSet } from '../options/options.ts'
import { type FlagRead, readFlag } from '../options/read-flag.ts'
import { reachesCode, schemaNames } from '../options/schema-flag.ts'
import { isStandardSchema } from '../options/standard-schema.ts'
import { withFirst } from './define-indicator.ts'
import type { PlanChanges } from './plan.ts'
import { nameOf } from './read-spec.ts'
import type { Spec } from './spec.ts'

type Declaring = Spec<{ readonly name: string; readonly options?: OptionSet }>

/** Options by owner that a run changes: `momentum.fast=30` from flags, and values from a parameter search. */
export type SetOptions = ReadonlyMap<string, Readonly<Record<string, unknown>>>

/** Reads the changes against what the bot's plugins and strategies declare; an unknown path is BY1203 with the nearest one. */
export function applySet(changes: PlanChanges, specs: readonly Declaring[], problems: BotyardError[]): SetOptions {
  const set = new Map<string, Record<string, unknown>>()
  const put = (path: string, read: (spec: Declaring, option: string, given: unknown) => FlagRead) => {
    const dot = path.lastIndexOf('.')
    const [owner, option] = [path.slice(0, dot).replace(/^(strategies|risk|plugins)\./, ''), path.slice(dot + 1)]
    const spec = specs.find((one) => nameOf(one) === owner)
    if (spec === undefined || !mayHave(spec, option)) return void problems.push(unknownPath(path, specs))
    const given = { ...(withFirst(spec.definition.options, spec.raw) as object | undefined), ...set.get(owner) }
    const found = read(spec, option, given)
    problems.push(...found.problems)
    const { options } = spec.definition
    if (found.problems.length === 0 && isStandardSchema(options) && !reachesCode(options, given, option, found.raw))
      return void problems.push(unknownPath(path, specs))
    // What was refused is one problem: with the value as well, the file would be blamed for it once more.
    set.set(owner, { ...set.get(owner), ...(found.problems.length === 0 ? { [option]: found.raw } : {}) })
  }
  for (const [path, raw] of Object.entries(changes.values ?? {})) put(path, () => ({ raw, problems: [] }))
  for (const flag of changes.set ?? []) {
    const equals = flag.indexOf('=')
    if (equals < 0) {
      const details = { what: `--set ${flag}`, got: 'without a value', expected: 'name.option=value', example: `${flag}=...` }
      problems.push(new BotyardError('BY1102', details))
      continue
    }
    put(flag.slice(0, equals), (spec, option, given) =>
      readFlag(nameOf(spec), spec.definition.options ?? {}, option, flag.slice(equals + 1), given),
    )
  }
  return set
}

function unknownPath(path: string, specs: readonly Declaring[]): BotyardError {
  const known = specs.flatMap((spec) => optionNames(spec).map((option) => `${nameOf(spec)}.${option}`))
  const closest = closestWord(path, known)
  return new BotyardError('BY1203', { path, known: closest === undefined ? known : [closest] })
}

/** A schema of somebody else does not tell the names of its options before it was asked. */
function mayHave(spec: Declaring, option: string): boolean {
  return option !== '' && (isStandardSchema(spec.definition.options) || optionNames(spec).includes(option))
}

function optionNames({ definition: { options = {} }, raw }: Declaring): string[] {
  return isStandardSchema(options) ? schemaNames(options, raw) : Object.keys(options)
}
