// Written by hand, because an expression may not hold the escape itself.
const paint = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g')

// Control characters could move the cursor, and the others turn the reading direction around or have no width at all.
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

// Blocks whose letters fill two columns of a terminal.
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u
const combining = /\p{Mark}/u

/** Text of unknown origin made harmless: one line, no control characters, nothing that redraws a terminal. */
export function clean(text: string): string {
  return text.replace(unprintable, (char) => (char === '\n' || char === '\t' ? ' ' : '\ufffd'))
}

/** The same for a text of several lines, whose breaks are kept. */
export function cleanLines(text: string): string {
  return text.split('\n').map(clean).join('\n')
}

function columnsOf(char: string): number {
  if (combining.test(char)) return 0
  return wide.test(char) ? 2 : 1
}

/** How many columns a text takes on a terminal; colours take none. */
export function columns(text: string): number {
  let sum = 0
  for (const char of text.replace(paint, '')) sum += columnsOf(char)
  return sum
}

/** Text cut to a number of columns; what was cut shows as an ellipsis. Colours are lost with it, as half of one would stay on. */
export function cut(text: string, most: number): string {
  if (columns(text) <= most) return text
  let kept = ''
  let used = 0
  for (const char of text.replace(paint, '')) {
    if (used + columnsOf(char) > most - 1) break
    kept += char
    used += columnsOf(char)
  }
  return most < 1 ? '' : `${kept}…`
}

/** Text filled with blanks to a number of columns. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const blanks = ' '.repeat(Math.max(0, width - columns(text)))
  return align === 'left' ? text + blanks : blanks + text
}
