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
 * Finds an option within the call at a place: `lookBack` of `momentum({ lookBack: 50 })`. A path goes into inner objects and lists:
 * `costs.taker`, `symbols.0`; where it cannot be followed, as into a variable, the place is where it ends. Other names in strings,
 * comments and inner objects are passed over. A call with one bare value, `maxDrawdown(20)`, stands for its first option, so that value
 * is the place. Undefined when it is not written there, for example because the options come from a variable.
 */
export function locateOption(source: string, site: CallSite, option: string): OptionPlace | undefined {
  const offset = offsetOf(source, site.line, site.column)
  if (offset < 0) return undefined
  const tokens = argumentsAt(source, offset)
  const [first] = tokens ?? []
  if (tokens === undefined || first === undefined) return undefined
  return source[first.start] === '{' ? within(source, tokens, option) : bareValue(source, tokens)
}

/** Finds where a name first stands within the call at a place, not counting strings and comments: the callback `onBar` of a strategy. */
export function locateWord(source: string, site: CallSite, word: string): Stretch | undefined {
  const offset = offsetOf(source, site.line, site.column)
  const tokens = offset < 0 ? [] : (argumentsAt(source, offset) ?? [])
  const found = tokens.find(({ kind, start, end }) => kind === 'word' && source.slice(start, end) === word)
  return found === undefined ? undefined : stretch(source, found.start, found.end)
}

/** The place of a path in the object or list that the tokens begin with. */
function within(source: string, tokens: readonly SourceToken[], path: string): OptionPlace | undefined {
  const isList = source[tokens[0]?.start ?? 0] === '['
  let depth = 0
  let index = -1
  let begins = false
  for (const [i, token] of tokens.entries()) {
    const mark = token.kind === 'mark' ? (source[token.start] ?? '') : ' '
    if (closers.includes(mark) && --depth === 0) return undefined
    // How many entries a spread stands for is known only to who runs it.
    if (isList && begins && mark === '.') return undefined
    const name = !begins ? undefined : isList ? String(index) : nameIn(source, token)
    const rest = name === undefined ? undefined : restOf(path, name)
    if (rest !== undefined) return placeOf(source, tokens, { at: i, isList, rest })
    if (openers.includes(mark)) depth++
    begins = depth === 1 && (mark === ',' || i === 0)
    if (begins) index++
  }
  return undefined
}

/** What of a path is left after its first step; empty after the last, undefined when the path begins otherwise. */
function restOf(path: string, step: string): string | undefined {
  if (path === step) return ''
  return path.startsWith(`${step}.`) ? path.slice(step.length + 1) : undefined
}

function placeOf(
  source: string,
  tokens: readonly SourceToken[],
  { at, isList, rest }: { at: number; isList: boolean; rest: string },
): OptionPlace {
  const token = tokens[at]!
  const next = tokens[at + 1]
  const valueAt = isList ? at : next !== undefined && source[next.start] === ':' ? at + 2 : at
  const opens = '{['.includes(source[tokens[valueAt]?.start ?? -1] ?? ' ')
  const inner = rest === '' || !opens ? undefined : within(source, tokens.slice(valueAt), rest)
  if (inner !== undefined) return inner
  const name = stretch(source, token.start, token.end)
  const value = valueAt === at && !isList ? name : (valueFrom(source, tokens, valueAt) ?? name)
  return { name: isList ? value : name, value }
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
