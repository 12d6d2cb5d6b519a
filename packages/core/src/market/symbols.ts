import type { Instrument, InstrumentKind } from '../ports/instrument.ts'

/** What a symbol says; parts that were left out fit anything. */
export interface SymbolParts {
  readonly venue?: string
  readonly kind?: InstrumentKind
  /** The venue's own name. */
  readonly name: string
}

/** Why a text is no symbol, as the end of a sentence: 'the name is missing'. */
export interface SymbolProblem {
  readonly problem: string
}

/** The longest text that is read as a symbol, in characters. */
export const symbolLengthMax = 100

const kinds: readonly string[] = ['spot', 'linear', 'inverse'] satisfies InstrumentKind[]
const venuePattern = /^[a-z][A-Za-z0-9_-]*$/
const gapOrControl = /[\s\p{Cc}]/u

/**
 * Reads `[venue:][spot:|linear:|inverse:]NAME`. The name is whatever follows the parts that can be read, colons included,
 * because some venues put one into their names: 'ccxt:linear:BTC/USDT:USDT'. A venue begins with a small letter.
 */
export function readSymbol(text: string): SymbolParts | SymbolProblem {
  if (text.length > symbolLengthMax) return { problem: `it is longer than ${symbolLengthMax} characters` }
  if (gapOrControl.test(text)) return { problem: 'it has a space in it' }
  let venue: string | undefined
  let kind: InstrumentKind | undefined
  let name = text
  for (let colon = name.indexOf(':'); colon >= 0 && kind === undefined; colon = name.indexOf(':')) {
    const part = name.slice(0, colon)
    if (isKind(part)) kind = part
    else if (part === '') return { problem: 'there is nothing before a colon' }
    else if (venue === undefined && venuePattern.test(part)) venue = part
    else break
    name = name.slice(colon + 1)
  }
  if (name === '') return { problem: 'the name is missing' }
  return { ...(venue !== undefined && { venue }), ...(kind !== undefined && { kind }), name }
}

/** The qualified name of an instrument, which `readSymbol` takes apart again. */
export function writeSymbol(venue: string, kind: InstrumentKind, name: string): string {
  return `${venue}:${kind}:${name}`
}

/** The instruments that have every part that is given; none for a text that is no symbol. */
export function matchSymbol<I extends Pick<Instrument, 'venue' | 'kind' | 'name'>>(text: string, instruments: readonly I[]): I[] {
  const parts = readSymbol(text)
  if ('problem' in parts) return []
  return instruments.filter(
    ({ venue, kind, name }) => name === parts.name && (parts.venue ?? venue) === venue && (parts.kind ?? kind) === kind,
  )
}

function isKind(text: string): text is InstrumentKind {
  return kinds.includes(text)
}
