/** A piece of source text: a word or number, a whole string, template or regular expression, or a single mark. Comments are none. */
export interface SourceToken {
  readonly kind: 'word' | 'text' | 'mark'
  readonly start: number
  /** Offset behind the last character. */
  readonly end: number
}

const word = /[\w$\u0080-\uffff]+/y
const blank = /\s+/y

function skip(pattern: RegExp, source: string, from: number): number {
  pattern.lastIndex = from
  return pattern.test(source) ? pattern.lastIndex : from
}

// The offset behind the closing quote; a plain string also ends with its line, as an unclosed quote must not swallow the file.
function endOfString(source: string, from: number, quote: string): number {
  let at = from + 1
  while (at < source.length) {
    const char = source[at]
    if (char === '\\') at += 2
    else if (char === quote) return at + 1
    else if (char === '\n' && quote !== '`') return at
    else if (char === '$' && quote === '`' && source[at + 1] === '{') at = endOfInsert(source, at + 2)
    else at++
  }
  return source.length
}

// Behind the brace that closes `${`: what stands inside is code again, with strings and templates of its own.
function endOfInsert(source: string, from: number): number {
  let depth = 1
  for (const token of readTokens(source, from)) {
    if (token.kind !== 'mark') continue
    const mark = source[token.start]
    if (mark === '{') depth++
    else if (mark === '}' && --depth === 0) return token.end
  }
  return source.length
}

function endOfRegExp(source: string, from: number): number {
  let inClass = false
  for (let at = from + 1; at < source.length; at++) {
    const char = source[at]
    if (char === '\\') at++
    else if (char === '\n') return from + 1
    else if (char === '[') inClass = true
    else if (char === ']') inClass = false
    else if (char === '/' && !inClass) return skip(word, source, at + 1)
  }
  return from + 1
}

/**
 * Reads JavaScript or TypeScript well enough to tell code from comments, strings and regular expressions. It is no parser: whether a
 * slash divides or begins a regular expression is decided by the piece before it.
 */
export function* readTokens(source: string, from: number): Generator<SourceToken> {
  let at = from
  let slashDivides = false
  while (at < source.length) {
    const start = skip(blank, source, at)
    const char = source[start]
    if (char === undefined) return
    if (char === '/' && source[start + 1] === '/') {
      const line = source.indexOf('\n', start)
      at = line < 0 ? source.length : line
      continue
    }
    if (char === '/' && source[start + 1] === '*') {
      const close = source.indexOf('*/', start + 2)
      at = close < 0 ? source.length : close + 2
      continue
    }
    let kind: SourceToken['kind'] = 'mark'
    let end = skip(word, source, start)
    if (end > start) kind = 'word'
    else if (char === "'" || char === '"' || char === '`') {
      kind = 'text'
      end = endOfString(source, start, char)
    } else {
      end = char === '/' && !slashDivides ? endOfRegExp(source, start) : start + 1
      if (end > start + 1) kind = 'text'
    }
    yield { kind, start, end }
    slashDivides = kind !== 'mark' || char === ')' || char === ']' || char === '}'
    at = end
  }
}
