import type { ExitCode } from '../exit-codes.ts'

/**
 * One error of the catalogue. Title, why and fix are templates: `{names}` are filled from the details of the error,
 * and the compiler asks whoever throws it for every one of them.
 */
export interface CatalogueEntry {
  /** What happened, in one line of at most 100 characters. */
  readonly title: string
  /** Why it matters, or why nothing was done. */
  readonly why: string
  /** Next steps, best first; each stands alone and names only things that exist. */
  readonly fix: readonly [string, ...string[]]
  readonly exit: ExitCode
  /** Two to six sentences for `botyard explain`, one per entry. */
  readonly explain: readonly string[]
  /** A small example of how it is right. */
  readonly example: string
}
