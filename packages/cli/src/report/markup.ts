/** Text that is HTML already. Only `html` and `joined` make it, so whatever else goes into a page is escaped. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  toString(): string {
    return this.text
  }
}

/** What may stand in a template: text and numbers are escaped, markup is not, nothing is nothing. */
export type Piece = string | number | Markup | readonly Piece[] | undefined | false

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

// Besides what means something in HTML: control characters, which no HTML document may hold, and those that turn the reading direction
// around, which could make a loss look like a gain.
const unsafe = /[&<>"']|(?![\t\n\r])\p{Cc}|\p{Bidi_Control}|\p{Surrogate}|[\ufffe\uffff]/gu

/** Text that stays text inside an element and inside a quoted attribute. */
function escaped(text: string): string {
  return text.replace(unsafe, (char) => entities[char] ?? '\ufffd')
}

function written(piece: Piece): string {
  if (piece === undefined || piece === false) return ''
  if (piece instanceof Markup) return piece.text
  if (typeof piece === 'object') return piece.map(written).join('')
  return escaped(String(piece))
}

/** A piece of a page. Everything put into it is escaped unless it was made by this function too. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  let text = parts[0] ?? ''
  for (const [at, piece] of pieces.entries()) text += written(piece) + (parts[at + 1] ?? '')
  return new Markup(text)
}

/** Text from elsewhere at a length that a page can bear. */
export function short(text: string, most: number): string {
  const letters = [...text]
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`
}
