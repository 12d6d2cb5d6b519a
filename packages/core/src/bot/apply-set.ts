import { BotyardError } from '../errors/botyard-error.ts'
import { closestWord } from '../errors/closest-word.ts'
import type { OptionSet } from '../options/options.ts'
import { type FlagRead, readFlag } from '../options/read-flag.ts'
import { reachesCode, schemaNames } from '../options/schema-flag.ts'
import { isStandardSchema } from '../options/standard-schema.ts'
import { withFirst } from './define-indicator.ts'
import { nameOf } from './read-spec.ts'
import { atSetting, type Setting } from './setting.ts'
import type { Spec } from './spec.ts'

type Declaring = Spec<{ readonly name: string; readonly options?: OptionSet }> & { readonly sort?: string }

/** Options by owner that a run changes: `momentum.fast=30` from flags, and values from a parameter search. */
export type SetOptions = ReadonlyMap<string, Readonly<Record<string, unknown>>>

/** Reads the settings against what the bot's plugins and strategies declare; an unknown path is BY1203 with the nearest one. */
export function applySet(settings: readonly Setting[], specs: readonly Declaring[], problems: BotyardError[]): SetOptions {
  const set = new Map<string, Record<string, unknown>>()
  for (const setting of settings) {
    const { path } = setting
    const named = path.replace(/^(strategies|risk|plugins)\./, '')
    const dot = named.lastIndexOf('.')
    const owner = dot < 0 ? named : named.slice(0, dot)
    const spec = specs.find((one) => nameOf(one) === owner)
    const option = dot < 0 ? firstOption(spec) : named.slice(dot + 1)
    if (spec === undefined || !mayHave(spec, option)) {
      problems.push(atSetting(unknownPath(path, specs), setting, 'path'))
      continue
    }
    const given = { ...(withFirst(spec.definition.options, spec.raw) as object | undefined), ...set.get(owner) }
    const found = readSetting(setting, spec, option, given)
    problems.push(...found.problems.map((problem) => atSetting(problem, setting, 'value')))
    const { options } = spec.definition
    if (found.problems.length === 0 && isStandardSchema(options) && !reachesCode(options, given, option, found.raw)) {
      problems.push(atSetting(unknownPath(path, specs), setting, 'path'))
      continue
    }
    // What was refused is one problem: with the value as well, the file would be blamed for it once more.
    set.set(owner, { ...set.get(owner), ...(found.problems.length === 0 ? { [option]: found.raw } : {}) })
  }
  return set
}

function readSetting({ text, raw }: Setting, spec: Declaring, option: string, given: unknown): FlagRead {
  if (text === undefined) return { raw, problems: [] }
  return readFlag(nameOf(spec), spec.definition.options ?? {}, option, text, given)
}

/** What a bare value stands for, as between the brackets of a rule or plugin; options of strategies are always named. */
function firstOption(spec: Declaring | undefined): string {
  if (spec === undefined || spec.sort !== 'plugin') return ''
  return optionNames(spec)[0] ?? ''
}

function unknownPath(path: string, specs: readonly Declaring[]): BotyardError {
  const known = specs.flatMap((spec) => optionNames(spec).map((option) => `${nameOf(spec)}.${option}`))
  const closest = closestWord(path, known)
  const label = closest === undefined ? 'leads to nothing' : `did you mean ${closest}?`
  return new BotyardError('BY1203', { path, known: closest === undefined ? known : [closest] }, { frame: { label } })
}

/** A schema of somebody else does not tell the names of its options before it was asked. */
function mayHave(spec: Declaring, option: string): boolean {
  return option !== '' && (isStandardSchema(spec.definition.options) || optionNames(spec).includes(option))
}

function optionNames({ definition: { options = {} }, raw }: Declaring): string[] {
  return isStandardSchema(options) ? schemaNames(options, raw) : Object.keys(options)
}
