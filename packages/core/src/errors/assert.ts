/**
 * For what cannot be: a broken invariant is a bug of ours, and going on would trade on a lie. It throws; the runner turns it into
 * BY9901, halts, cancels everything and stops.
 */
export function assert(holds: boolean, what: string): asserts holds {
  if (!holds) throw new BrokenInvariant(what)
}

/** Thrown by `assert` only. */
export class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant'
}
