/** How a paragraph stands on the screen. */
export interface Wrapping {
  /** Columns of the screen. */
  readonly width: number
  /** What the first line begins with; its length is the indent of the others, unless `indent` says otherwise. */
  readonly lead: string
  readonly indent?: number
}

/**
 * Breaks text into lines at blanks. A word is never broken, even if it is wider than the screen: paths and commands must stay whole
 * to be copied. Line breaks in the text are kept.
 */
export function wrapText(text: string, { width, lead, indent = lead.length }: Wrapping): string[] {
  const margin = ' '.repeat(indent)
  const lines: string[] = []
  let start = lead
  for (const paragraph of text.split('\n')) {
    let line = start
    let empty = true
    for (const word of paragraph.split(' ')) {
      if (word === '') continue
      if (!empty && line.length + 1 + word.length > width) {
        lines.push(line)
        line = margin
        empty = true
      }
      line += empty ? word : ` ${word}`
      empty = false
    }
    lines.push(line.trimEnd())
    start = margin
  }
  return lines
}
