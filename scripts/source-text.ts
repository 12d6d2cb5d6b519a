/** Words after which a slash begins a regular expression and divides nothing. */
const beforeRegex = /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|in|of|do|else|void|yield|await))\s*$/

/**
 * The code of a source: comments, and what stands in strings, templates and regular expressions, are turned into spaces, so that a rule about
 * code does not trip over prose. Every character stays where it is. What stands in `${}` of a template is code.
 */
export function codeOf(source: string): string {
  const out: string[] = []
  // Depths of curly brackets at which a template goes on.
  const templates: number[] = []
  let depth = 0
  let at = 0
  const copy = (to: number): void => {
    out.push(source.slice(at, to))
    at = to
  }
  const blank = (to: number): void => {
    out.push(source.slice(at, to).replace(/[^\n]/g, ' '))
    at = to
  }
  const literal = (to: number): void => {
    copy(at + 1)
    blank(Math.max(at, to - 1))
    copy(to)
  }
  const template = (): void => {
    const end = endOfTemplate(source, at)
    const isOpen = source[end - 1] === '{'
    blank(end - (isOpen ? 2 : 1))
    copy(end)
    if (isOpen) templates.push(depth++)
  }
  while (at < source.length) {
    const char = source[at]
    if (source.startsWith('//', at)) blank(endOf(source, '\n', at))
    else if (source.startsWith('/*', at)) blank(endOf(source, '*/', at + 2, 2))
    else if (char === "'" || char === '"') literal(endOfQuoted(source, at))
    else if (char === '`') {
      copy(at + 1)
      template()
    } else if (char === '/' && beforeRegex.test(lastOf(out))) literal(endOfRegex(source, at))
    else {
      copy(at + 1)
      if (char === '{') depth++
      if (char !== '}') continue
      depth--
      if (templates.at(-1) === depth) {
        templates.pop()
        template()
      }
    }
  }
  return out.join('')
}

/** The code just before this place, as far as it can matter to a slash. */
function lastOf(out: readonly string[]): string {
  let last = ''
  for (let i = out.length - 1; i >= 0 && last.trim().length < 12; i--) last = out[i] + last
  return last
}

function endOf(source: string, what: string, from: number, behind = 0): number {
  const found = source.indexOf(what, from)
  return found < 0 ? source.length : found + behind
}

function endOfQuoted(source: string, from: number): number {
  for (let i = from + 1; i < source.length; i++) {
    if (source[i] === '\\') i++
    else if (source[i] === source[from] || source[i] === '\n') return i + 1
  }
  return source.length
}

/** Behind the backtick that ends a template, or behind the `${` that interrupts it. */
function endOfTemplate(source: string, from: number): number {
  for (let i = from; i < source.length; i++) {
    if (source[i] === '\\') i++
    else if (source[i] === '`') return i + 1
    else if (source.startsWith('${', i)) return i + 2
  }
  return source.length
}

function endOfRegex(source: string, from: number): number {
  let isInClass = false
  for (let i = from + 1; i < source.length; i++) {
    if (source[i] === '\\') i++
    else if (source[i] === '[') isInClass = true
    else if (source[i] === ']') isInClass = false
    else if (source[i] === '\n' || (source[i] === '/' && !isInClass)) return i + 1
  }
  return source.length
}

/** What a source imports or re-exports, relative paths included, in whatever quotes; what a comment or a string shows is not imported. */
export function importsOf(source: string): string[] {
  const found = codeOf(source).matchAll(/\b(?:from|import|require)\s*\(?\s*(?=['"`])/g)
  return [...found].map((one) => {
    const begin = one.index + one[0].length
    return source.slice(begin + 1, source.indexOf(source[begin], begin + 1))
  })
}
