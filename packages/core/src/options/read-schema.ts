import { BotyardError } from '../errors/botyard-error.ts'
import type { CallSite } from '../errors/call-site.ts'
import { reasonOf } from '../errors/reason-of.ts'
import { optionOf } from './option-name.ts'
import type { StandardIssue, StandardSchemaV1 } from './standard-schema.ts'

/** What a schema made of the options; the value is undefined when it refused. */
export interface SchemaRead {
  readonly value: unknown
  readonly problems: BotyardError[]
}

/** Lets a schema check what was written. A schema that throws, waits, or has another version is a problem like any other. */
export function readSchema(owner: string, schema: StandardSchemaV1, raw: unknown, at: CallSite | undefined): SchemaRead {
  const unusable = (reason: string): SchemaRead => ({
    value: undefined,
    problems: [new BotyardError('BY1111', { owner, reason }, { at })],
  })
  const { version, validate } = schema['~standard']
  if (version !== 1) return unusable(`it has version ${String(version)} of the standard`)
  let result: ReturnType<typeof validate>
  try {
    result = validate(raw ?? {})
  } catch (cause) {
    return unusable(`it threw ${reasonOf(cause)}`)
  }
  if (typeof result !== 'object' || result === null) return unusable('it answers with neither a value nor issues')
  if ('then' in result) {
    // Nobody waits for it, and its failure must not end the process.
    result.then(undefined, () => undefined)
    return unusable('it answers with a promise')
  }
  if (result.issues !== undefined) {
    return { value: undefined, problems: result.issues.map((issue) => schemaProblem(owner, issue, at)) }
  }
  return { value: frozen(result.value), problems: [] }
}

function schemaProblem(owner: string, { message, path = [] }: StandardIssue, at: CallSite | undefined): BotyardError {
  const steps = path.map((step) => String(typeof step === 'object' ? step.key : step))
  const [option] = steps
  const what = option === undefined ? `what was given to ${owner}` : optionOf(owner, steps.join('.'))
  const frame = option === undefined ? undefined : ({ option, part: 'value', label: 'not accepted' } as const)
  return new BotyardError('BY1112', { owner, what, reason: message }, frame === undefined ? { at } : { at, frame })
}

// Plain objects only: what a schema made with a class of its own may rely on being changed.
function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null ? Object.freeze(value) : value
}
