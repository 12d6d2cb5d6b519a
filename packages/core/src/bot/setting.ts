import type { BotyardError, TypedFlag } from '../errors/botyard-error.ts'
import type { PlanChanges } from './plan.ts'

/** One value that a run puts in place of what the bot says. */
export interface Setting {
  /** 'momentum.fast', 'costs.taker' */
  readonly path: string
  /** As it was typed; undefined when it came from code, as `raw`. */
  readonly text?: string
  readonly raw?: unknown
}

/** What a search sets, and then what flags say, which therefore win; those flags that set nothing, because they have no value. */
export function readSettings({ values = {}, set = [] }: PlanChanges): { settings: Setting[]; empty: string[] } {
  const settings: Setting[] = Object.entries(values).map(([path, raw]) => ({ path, raw }))
  for (const flag of set) {
    const equals = flag.indexOf('=')
    if (equals >= 0) settings.push({ path: flag.slice(0, equals), text: flag.slice(equals + 1) })
  }
  return { settings, empty: set.filter((flag) => !flag.includes('=')) }
}

const written = '--set '

/** A problem at the place where the setting was typed, if it was: under its value, or under its path. */
export function atSetting(problem: BotyardError, { path, text }: Setting, part: 'path' | 'value'): BotyardError {
  if (text === undefined) return problem
  const flag = { text: `${written}${path}=${text}`, from: written.length, length: path.length }
  return problem.typed(part === 'path' ? flag : { ...flag, from: flag.from + path.length + 1, length: text.length })
}

/** The place of a flag that sets nothing. */
export function emptyFlag(flag: string): TypedFlag {
  return { text: `${written}${flag}`, from: written.length, length: flag.length }
}
