// Written as escapes: control characters could redraw a terminal, and the others could turn the reading direction around.
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu

/** Text that cannot move the cursor, ring the bell or reverse the line: such characters are written as escapes. */
export function printable(text: string): string {
  return text.replace(unprintable, (char) => {
    if (char === '\n') return '\\n'
    if (char === '\t') return '\\t'
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}

/** Keeps both ends of a long text, because a path is known by its end and a name by its start. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text
  const head = Math.ceil((most - 1) / 2)
  return `${text.slice(0, head)}…${text.slice(text.length - (most - 1 - head))}`
}

/** A line of source as it can be shown: every character stays one character wide, so what stands under it stays under it. */
export function visibleLine(line: string): string {
  return line.replace(unprintable, (char) => (char === '\t' ? ' ' : '?'))
}
