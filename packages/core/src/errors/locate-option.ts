import type { CallSite } from './call-site.ts'
import { readTokens, type SourceToken } from './read-tokens.ts'

/** A stretch within one line, counted from 1. */
export interface Stretch {
  readonly line: number
  readonly column: number
  /** Characters; at least 1. */
  readonly length: number
}

/** Where an option stands in the source. Both are the same when only one of them is written. */
export interface OptionPlace {
  readonly name: Stretch
  readonly value: Stretch
}

const openers = '([{'
const closers = ')]}'

/** The offset of a place in a text, or -1 when the text does not reach that far: then it is not the text that ran. */
export function offsetOf(source: string, line: number, column: number): number {
  let start = 0
  for (let i = 1; i < line; i++) {
    const end = source.indexOf('\n', start)
    if (end < 0) return -1
    start = end + 1
  }
  const end = source.indexOf('\n', start)
  const offset = start + column - 1
  return column >= 1 && offset <= (end < 0 ? source.length : end) ? offset : -1
}

// What goes over several lines is underlined on its first.
function stretch(source: string, start: number, end: number): Stretch {
  const lineStart = source.lastIndexOf('\n', start - 1) + 1
  const firstBreak = source.indexOf('\n', start)
  const lastOfLine = firstBreak < 0 ? source.length : firstBreak
  const line = source.slice(0, lineStart).split('\n').length
  return { line, column: start - lineStart + 1, length: Math.max(1, Math.min(end, lastOfLine) - start) }
}

/** The tokens between the brackets of the call that begins at an offset; undefined when none of them closes. */
function argumentsAt(source: string, offset: number): SourceToken[] | undefined {
  const found: SourceToken[] = []
  let depth = 0
  for (const token of readTokens(source, offset)) {
    const mark = token.kind === 'mark' ? (source[token.start] ?? '') : ' '
    if (depth === 0) {
      if (mark === '(') depth = 1
      else if (mark === ';' || mark === ')' || mark === '}') return undefined
      continue
    }
    if (openers.includes(mark)) depth++
    if (closers.includes(mark) && --depth === 0) return found
    found.push(token)
  }
  return undefined
}

function nameIn(source: string, token: SourceToken): string | undefined {
  if (token.kind === 'word') return source.slice(token.start, token.end)
  const quote = source[token.start]
  return token.kind === 'text' && (quote === "'" || quote === '"') ? source.slice(token.start + 1, token.end - 1) : undefined
}

/**
 * Finds an option within the call at a place: `lookBack` of `momentum({ lookBack: 50 })`. Names in strings, comments and inner objects
 * are passed over. A call with one bare value, `maxDrawdown(20)`, stands for its first option, so that value is the place.
 * Undefined when it is not written there, for example because the options come from a variable.
 */
export function locateOption(source: string, site: CallSite, option: string): OptionPlace | undefined {
  const offset = offsetOf(source, site.line, site.column)
  if (offset < 0) return undefined
  const tokens = argumentsAt(source, offset)
  const [first] = tokens ?? []
  if (tokens === undefined || first === undefined) return undefined
  if (source[first.start] !== '{') return bareValue(source, tokens)

  let depth = 0
  let atName = false
  for (const [i, token] of tokens.entries()) {
    const mark = token.kind === 'mark' ? (source[token.start] ?? '') : ' '
    if (closers.includes(mark) && --depth === 0) return undefined
    if (openers.includes(mark)) depth++
    if (atName && nameIn(source, token) === option) {
      const name = stretch(source, token.start, token.end)
      const next = tokens[i + 1]
      const value = next !== undefined && source[next.start] === ':' ? valueFrom(source, tokens, i + 2) : undefined
      return { name, value: value ?? name }
    }
    atName = depth === 1 && (mark === '{' || mark === ',')
  }
  return undefined
}

function bareValue(source: string, tokens: readonly SourceToken[]): OptionPlace | undefined {
  const [first, second] = tokens
  // A single word without more is most likely a variable that holds the options.
  if (first?.kind === 'word' && second === undefined && !/^\d/.test(source.slice(first.start, first.end))) return undefined
  if (first !== undefined && source.startsWith('...', first.start)) return undefined
  const value = valueFrom(source, tokens, 0)
  return value === undefined ? undefined : { name: value, value }
}

// From a token up to the comma or bracket that ends it.
function valueFrom(source: string, tokens: readonly SourceToken[], from: number): Stretch | undefined {
  const first = tokens[from]
  if (first === undefined) return undefined
  let depth = 0
  let end = first.end
  for (const token of tokens.slice(from)) {
    const mark = token.kind === 'mark' ? (source[token.start] ?? '') : ' '
    if (depth === 0 && (mark === ',' || closers.includes(mark))) break
    if (openers.includes(mark)) depth++
    if (closers.includes(mark)) depth--
    end = token.end
  }
  return stretch(source, first.start, end)
}
