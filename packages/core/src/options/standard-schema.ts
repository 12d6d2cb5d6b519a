/** A problem that a schema found; a step of the path is a key, or an object that holds one. */
export interface StandardIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/** What a schema answers: a value, or issues. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] }

/**
 * The small face that schema libraries such as zod, valibot and arktype share (https://standardschema.dev). Any of them may declare
 * the options of a plugin; none of them is a dependency. Checks that answer with a promise are refused.
 */
export interface StandardSchemaV1<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    /** A value, or what is wrong with it. */
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>
    /** For the compiler only. */
    readonly types?: { readonly input: Input; readonly output: Output } | undefined
  }
}

/** Tells a schema from a record of declared options. Some libraries make their schemas as functions. */
export function isStandardSchema(declared: unknown): declared is StandardSchemaV1 {
  return ((typeof declared === 'object' && declared !== null) || typeof declared === 'function') && '~standard' in declared
}
