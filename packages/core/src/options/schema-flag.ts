import type { BotyardError } from '../errors/botyard-error.ts'
import type { FlagRead } from './read-flag.ts'
import { readSchema } from './read-schema.ts'
import type { StandardSchemaV1 } from './standard-schema.ts'

/**
 * Reads the text of a flag for a schema, which does not tell its types: as the JSON value it looks like, or else as the text itself,
 * whichever the schema takes. `given` are the options beside it.
 */
export function readSchemaFlag(owner: string, schema: StandardSchemaV1, name: string, text: string, given: unknown): FlagRead {
  const [first, ...others] = readings(text).map((raw) => ({
    raw,
    problems: refusals(owner, schema, name, withOption(given, name, raw)),
  }))
  return [first, ...others].find((read) => read?.problems.length === 0) ?? first ?? { raw: text, problems: [] }
}

/** Names of the options that a schema makes of what is given; what it refuses it does not describe. */
export function schemaNames(schema: StandardSchemaV1, given: unknown): string[] {
  const { value, problems } = readSchema('', schema, given, undefined)
  return Object.keys(Object((problems.length === 0 ? value : undefined) ?? given ?? {}))
}

/** Whether an option reaches the code. Many schemas drop what they do not know without a word, and then setting it would change nothing. */
export function reachesCode(schema: StandardSchemaV1, given: unknown, name: string, raw: unknown): boolean {
  const [after, before] = [withOption(given, name, raw), given].map((options) => readSchema('', schema, options, undefined))
  if (after === undefined || before === undefined || after.problems.length + before.problems.length > 0) return true
  return Object.hasOwn(Object(after.value), name) || JSON.stringify(after.value) !== JSON.stringify(before.value)
}

const decimal = /^[+-]?(?:\d[\d_]*)(?:\.\d+)?(?:e[+-]?\d+)?$/i

function readings(text: string): unknown[] {
  if (decimal.test(text)) return [Number(text.replaceAll('_', '')), text]
  try {
    const value: unknown = JSON.parse(text)
    return [value, text]
  } catch {
    return [text]
  }
}

function withOption(given: unknown, name: string, raw: unknown): object {
  return { ...(given as object | undefined), [name]: raw }
}

/** What the schema says against this option; what is wrong with others is told with their place in the file. */
function refusals(owner: string, schema: StandardSchemaV1, name: string, options: object): BotyardError[] {
  const { problems } = readSchema(owner, schema, options, undefined)
  return problems.filter(({ code, frame }) => code === 'BY1112' && frame?.option === name)
}
