import { BotyardError } from '../errors/botyard-error.ts'
import type { CallSite } from '../errors/call-site.ts'
import { closestWord } from '../errors/closest-word.ts'
import { showValue } from '../errors/show-value.ts'
import { optionOf } from './option-name.ts'
import type { Option, OptionSet, OptionValues } from './options.ts'
import { readSchema } from './read-schema.ts'
import { readValue } from './read-value.ts'
import { isStandardSchema } from './standard-schema.ts'
import { exampleOf, writeValue } from './write-value.ts'

/** What became of the options somebody wrote. With problems the values are for nothing but looking at. */
export interface OptionsRead<O extends OptionSet> {
  /** Frozen; defaults stand where nothing, or nothing usable, was written. */
  readonly values: OptionValues<O>
  /** All of them at once, in the order in which the options were written. */
  readonly problems: BotyardError[]
}

type Declared = Readonly<Record<string, Option<unknown>>>

/**
 * Checks what was written against what was declared. Nothing wrong is thrown, all of it is returned; undefined counts as left out.
 * `owner` is the name for messages, `site` the call whose brackets hold the options.
 */
export function readOptions<O extends OptionSet>(owner: string, declared: O, raw: unknown, site?: CallSite): OptionsRead<O> {
  if (isStandardSchema(declared)) {
    const { value, problems } = readSchema(owner, declared, raw, site)
    return { values: value as OptionValues<O>, problems }
  }
  const { values, problems } = readDeclared(owner, declared, raw, site)
  return { values: values as OptionValues<O>, problems }
}

function readDeclared(
  owner: string,
  declared: Declared,
  raw: unknown,
  at: CallSite | undefined,
): { values: object; problems: BotyardError[] } {
  const problems: BotyardError[] = []
  const values = new Map<string, unknown>()
  const meant = new Set<string>()
  if (raw !== undefined && (typeof raw !== 'object' || raw === null || Array.isArray(raw))) {
    problems.push(new BotyardError('BY1101', { owner, got: showValue(raw) }, { at }))
    return { values: withDefaults(declared, values), problems }
  }

  const given: object = raw ?? {}
  for (const key of Reflect.ownKeys(given)) {
    const name = String(key)
    const option = typeof key === 'string' && Object.hasOwn(declared, key) ? declared[key] : undefined
    if (option === undefined) {
      problems.push(unknownOption(owner, declared, given, name, at, meant))
      continue
    }
    const value: unknown = Reflect.get(given, key)
    if (value === undefined) continue
    const read = readValue(option, value, { what: optionOf(owner, name), option: name, place: { at } })
    if (read.problem === undefined) values.set(name, read.value)
    else {
      problems.push(read.problem)
      meant.add(name)
    }
  }
  for (const [name, option] of Object.entries(declared)) {
    // What was misspelled or wrong is one problem, not two.
    if (option.fallback !== undefined || values.has(name) || meant.has(name)) continue
    problems.push(new BotyardError('BY1105', { owner, option: name, about: option.about, example: exampleOf(option) }, { at }))
  }
  return { values: withDefaults(declared, values), problems }
}

// Object.fromEntries defines properties, so even an option called __proto__ could not reach a prototype.
function withDefaults(declared: Declared, values: ReadonlyMap<string, unknown>): object {
  return Object.freeze(
    Object.fromEntries(
      Object.entries(declared).map(([name, option]) => [name, values.has(name) ? values.get(name) : option.fallback]),
    ),
  )
}

function unknownOption(
  owner: string,
  declared: Declared,
  given: object,
  name: string,
  at: CallSite | undefined,
  meant: Set<string>,
): BotyardError {
  const names = Object.keys(declared)
  const details = { owner, option: name, known: names.length === 0 ? 'none, it has no options' : names }
  // An option that is not there yet was more likely meant than one that is.
  const missing = names.filter((known) => !Object.hasOwn(given, known))
  const closest = closestWord(name, missing) ?? closestWord(name, names)
  const label = closest === undefined ? `${owner} has no such option` : `did you mean ${closest}?`
  const place = { at, frame: { option: name, part: 'name', label } } as const
  if (closest === undefined) return new BotyardError('BY1103', details, place)
  const option = declared[closest]
  const fix = [`write ${closest} instead of ${name}`] as const
  if (option?.fallback === undefined || !missing.includes(closest)) {
    meant.add(closest)
    return new BotyardError('BY1103', { ...details, closest }, { ...place, fix })
  }
  const fallback = writeValue(option, option.fallback)
  const why = `Without it ${owner} would run with its default of ${fallback}, so the bot did not start.`
  return new BotyardError('BY1103', { ...details, closest }, { ...place, fix, why })
}
