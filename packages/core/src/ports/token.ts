/** Names a part that plugins provide and need; it shares its interface's name, and `type` exists for the compiler only. */
export interface Token<T> {
  /** That of the interface: 'Store'. */
  readonly name: string
  /** Never there: it carries the type. */
  readonly type?: T
}

/** A token that many plugins add to, such as the risk rules. */
export interface ListToken<T> extends Token<T> {
  /** Tells it from a token of one part. */
  readonly list: true
}

/** The parts behind a row of tokens, in the same order. */
export type Made<N extends readonly Token<unknown>[]> = { [K in keyof N]: N[K] extends Token<infer T> ? T : never }

/** Makes a token; call it once per part, at module level, so every user shares the one object. */
export function token<T>(name: string): Token<T> {
  return Object.freeze({ name })
}

/** Makes a token for a list of parts. */
export function listToken<T>(name: string): ListToken<T> {
  return Object.freeze({ name, list: true as const })
}
