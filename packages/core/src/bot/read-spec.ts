import type { BotyardError } from '../errors/botyard-error.ts'
import type { OptionSet } from '../options/options.ts'
import { readOptions } from '../options/read-options.ts'
import type { SetOptions } from './apply-set.ts'
import { withFirst } from './define-indicator.ts'
import type { Planned } from './plan.ts'
import type { Spec } from './spec.ts'

/** What a spec is called in the bot: the name it was given, else that of its definition. */
export function nameOf(spec: Spec<{ readonly name: string }>): string {
  return spec.as ?? spec.definition.name
}

/** Checks the options of one spec, changes included; problems are collected, not thrown. */
export function readSpec<D extends { readonly name: string; readonly options?: OptionSet }>(
  spec: Spec<D>,
  set: SetOptions,
  problems: BotyardError[],
): Planned<D> {
  const { definition } = spec
  const name = nameOf(spec)
  const changed = set.get(name)
  const written = withFirst(definition.options, spec.raw)
  const raw = changed === undefined ? written : { ...(written as object | undefined), ...changed }
  const read = readOptions(name, definition.options ?? {}, raw, spec.site)
  problems.push(...read.problems)
  return { name, definition, values: read.values, spec }
}
