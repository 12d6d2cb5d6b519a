const pattern = /^(\d+(?:\.\d+)?)bp$/

/** The number of basis points of a text such as '2bp', or NaN when it is none. Never throws. */
export function readBasisPoints(text: unknown): number {
  const [, digits] = typeof text === 'string' ? (pattern.exec(text) ?? []) : []
  return digits === undefined ? Number.NaN : Number(digits)
}
