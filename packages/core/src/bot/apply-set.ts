import { BotyardError } from '../errors/botyard-error.ts'
import { closestWord } from '../errors/closest-word.ts'
import type { OptionSet } from '../options/options.ts'
import { readFlag } from '../options/read-flag.ts'
import { isStandardSchema } from '../options/standard-schema.ts'
import type { PlanChanges } from './plan.ts'
import { nameOf } from './read-spec.ts'
import type { Spec } from './spec.ts'

type Declaring = Spec<{ readonly name: string; readonly options?: OptionSet }>

/** Options by owner that a run changes: `momentum.fast=30` from flags, and values from a parameter search. */
export type SetOptions = ReadonlyMap<string, Readonly<Record<string, unknown>>>

/** Reads the changes against what the bot's plugins and strategies declare; an unknown path is BY1203 with the nearest one. */
export function applySet(changes: PlanChanges, specs: readonly Declaring[], problems: BotyardError[]): SetOptions {
  const set = new Map<string, Record<string, unknown>>()
  const known = specs.flatMap((spec) => optionNames(spec).map((option) => `${nameOf(spec)}.${option}`))
  const put = (path: string, read: (spec: Declaring, option: string) => unknown) => {
    const dot = path.lastIndexOf('.')
    const [owner, option] = [path.slice(0, dot).replace(/^(strategies|risk|plugins)\./, ''), path.slice(dot + 1)]
    const spec = specs.find((one) => nameOf(one) === owner)
    if (spec === undefined || !optionNames(spec).includes(option)) {
      const closest = closestWord(path, known)
      problems.push(new BotyardError('BY1203', { path, known: closest === undefined ? known : [closest] }))
      return
    }
    set.set(owner, { ...set.get(owner), [option]: read(spec, option) })
  }
  for (const [path, value] of Object.entries(changes.values ?? {})) put(path, () => value)
  for (const flag of changes.set ?? []) {
    const equals = flag.indexOf('=')
    if (equals < 0) {
      const details = { what: `--set ${flag}`, got: 'without a value', expected: 'name.option=value', example: `${flag}=...` }
      problems.push(new BotyardError('BY1102', details))
      continue
    }
    put(flag.slice(0, equals), (spec, option) => {
      const { raw, problems: found } = readFlag(nameOf(spec), spec.definition.options ?? {}, option, flag.slice(equals + 1))
      problems.push(...found)
      // What was refused is one problem: with the value as well, the file would be blamed for it once more.
      return found.length === 0 ? raw : undefined
    })
  }
  return set
}

/** Options a spec declares by name; a schema of somebody else does not tell, so its paths cannot be set. */
function optionNames({ definition }: Declaring): string[] {
  const { options } = definition
  return options === undefined || isStandardSchema(options) ? [] : Object.keys(options)
}
