import { createHash } from 'node:crypto'

/** sha256 over texts, in hex; each text ends with a line feed, so that two lists of texts never run together. */
export function digestOf(texts: Iterable<string>): string {
  const hash = createHash('sha256')
  for (const text of texts) hash.update(text).update('\n')
  return hash.digest('hex')
}
