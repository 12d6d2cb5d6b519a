import type { ReadFile } from './code-rules.ts'
import { codeOf } from './source-text.ts'

const linesMax = 70

/** What stands before the bracket that opens the body of a function: its arguments, with the type of what it returns, or an arrow. */
const beforeBody = /=>\s*$|\)\s*(?::(?=\s*\S)[^;{}=]*[^;{}=\s]\s*)?$/
const notNames = /\b(?:if|for|while|switch|catch|with)\s*$/

/** Functions, methods and constructors that do not fit a screen, as `path:line lines`. Those within others count for the others too. */
export function longFunctions(files: readonly ReadFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    bodiesOf(codeOf(text))
      .filter(({ lines }) => lines > linesMax)
      .map(({ line, lines }) => `${path}:${line} ${lines}`),
  )
}

/** Where functions begin and how many lines they have, from the arguments to the last bracket. */
function bodiesOf(code: string): { line: number; lines: number }[] {
  const lineOf = (at: number) => code.slice(0, at).split('\n').length
  const found: { line: number; lines: number }[] = []
  const open: (number | undefined)[] = []
  for (let at = 0; at < code.length; at++) {
    if (code[at] === '{') open.push(beginOf(code, at))
    if (code[at] !== '}') continue
    const begin = open.pop()
    if (begin !== undefined) found.push({ line: lineOf(begin), lines: lineOf(at) - lineOf(begin) + 1 })
  }
  return found
}

/** Where the function begins whose body this bracket opens, or undefined when it opens something else. */
function beginOf(code: string, body: number): number | undefined {
  const before = code.slice(Math.max(0, body - 400), body)
  const match = beforeBody.exec(before)
  if (match === null) return undefined
  const closing = body - before.length + match.index
  if (code[closing] !== ')') return closing
  let depth = 0
  for (let at = closing; at >= 0; at--) {
    if (code[at] === ')') depth++
    if (code[at] === '(' && --depth === 0) return notNames.test(code.slice(Math.max(0, at - 20), at)) ? undefined : at
  }
  return undefined
}
