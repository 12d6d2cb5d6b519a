import type { BotyardError } from '../errors/botyard-error.ts'
import type { Option, OptionSet } from './options.ts'
import { readOptions } from './read-options.ts'
import { readSchemaFlag } from './schema-flag.ts'
import { isStandardSchema } from './standard-schema.ts'

/** What the text of `--set owner.name=text` means. */
export interface FlagRead {
  /** The value as it would be written in the bot file; put it among the raw options. */
  readonly raw: unknown
  /** In the words of the bot file's own problems, without a place. */
  readonly problems: BotyardError[]
}

const decimal = /^[+-]?(?:\d[\d_]*)(?:\.\d+)?(?:e[+-]?\d+)?$/i

/**
 * Reads the text of a flag as the declared type, with the same checks and messages as in the bot file. A schema also looks at the options
 * that are `given` beside it.
 */
export function readFlag(owner: string, declared: OptionSet, name: string, text: string, given?: unknown): FlagRead {
  if (isStandardSchema(declared)) return readSchemaFlag(owner, declared, name, text, given)
  const option = Object.hasOwn(declared, name) ? declared[name] : undefined
  const raw = option === undefined ? text : rawOf(option, text)
  // Other options of the owner are not this flag's concern.
  const { problems } = readOptions(owner, declared, Object.fromEntries([[name, raw]]))
  return { raw, problems: problems.filter(({ details }) => details['option'] === name || details['what'] !== undefined) }
}

// What does not look like the declared type stays text, so that the check can say what is wrong with it.
function rawOf(option: Option<unknown>, text: string): unknown {
  switch (option.kind) {
    case 'integer':
    case 'number':
    case 'percent':
      return decimal.test(text) ? Number(text.replaceAll('_', '')) : text
    case 'flag':
      return text === 'true' ? true : text === 'false' ? false : text
    case 'duration':
    case 'text':
    case 'choice':
      return text
  }
}
