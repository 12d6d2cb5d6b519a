import { columns, cut } from './visible.ts'

/** Letters after which a word that is wider than its column may be broken: a path between its folders, a list between its items. */
const joints = /(?<=[/,:;=])/

/** Text in lines of at most `width` columns, broken at blanks, within a word only where the word alone is wider. No colours. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap((one) => pieces(one, width))) {
    const joined = line === '' || word.glued ? line + word.text : `${line} ${word.text}`
    if (columns(joined) <= width) line = joined
    else {
      lines.push(line)
      line = word.text
    }
  }
  return [...lines, line]
}

interface Piece {
  readonly text: string
  /** Whether it belongs to the word before. */
  readonly glued: boolean
}

function pieces(word: string, width: number): Piece[] {
  if (columns(word) <= width) return [{ text: word, glued: false }]
  const parts = word.split(joints).flatMap((part) => (columns(part) <= width ? [part] : slices(part, width)))
  return parts.map((text, at) => ({ text, glued: at > 0 }))
}

function slices(part: string, width: number): string[] {
  const kept: string[] = []
  for (const char of part) {
    const last = kept.at(-1)
    if (last !== undefined && columns(last + char) <= width) kept[kept.length - 1] = last + char
    else kept.push(cut(char, width))
  }
  return kept
}
