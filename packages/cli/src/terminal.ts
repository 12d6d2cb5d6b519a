/** A stream that text is written to. */
export interface Output {
  write(text: string): unknown
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
}

/** The two streams of a process and what decides how they are drawn on. */
export interface Screen {
  readonly out: Output
  readonly err: Output
  readonly env: Readonly<Record<string, string | undefined>>
}

/** What the flags ask for. */
interface Wishes {
  readonly json?: boolean | undefined
  readonly quiet?: boolean | undefined
  readonly verbose?: boolean | undefined
  readonly color?: boolean | undefined
  readonly ascii?: boolean | undefined
}

/** What is taken where nobody says how wide it is: a pipe, a file. */
const widthUnknown = 80

const widthLeast = 40
const widthMost = 200
const proseMost = 100

// One character for one, so that what was laid out stays in its columns.
const plain: Readonly<Record<string, string>> = {
  '▁': '_',
  '▂': '_',
  '▃': '.',
  '▄': '-',
  '▅': '-',
  '▆': '=',
  '▇': '+',
  '█': '#',
  '░': '.',
  '─': '-',
  '│': '|',
  '✔': '+',
  '✖': 'x',
  '⚠': '!',
  '·': '-',
  '→': '>',
  '…': '~',
  '–': '-',
  '—': '-',
}
const drawn = new RegExp(`[${Object.keys(plain).join('')}]`, 'g')

const styles = { bold: '1', dim: '2', red: '31', green: '32', yellow: '33' } as const

/** How a text may be painted. */
export type Style = keyof typeof styles

/** The width of a screen, or for what is none the one that COLUMNS says. */
function widthOf(out: Output, said: string | undefined): number {
  const known = out.isTTY === true ? out.columns : undefined
  const width = known ?? (/^\d{1,4}$/.test(said ?? '') ? Number(said) : widthUnknown)
  return Math.min(widthMost, Math.max(widthLeast, width))
}

/** Where commands print. Results go to stdout, everything about them to stderr. */
export class Terminal {
  readonly json: boolean
  readonly quiet: boolean
  readonly verbose: boolean
  readonly ascii: boolean
  /** Columns of tables on stdout. */
  readonly width: number
  /** Columns of sentences, which are hard to follow over a very wide line. */
  readonly proseWidth: number
  /** Whether stderr is a screen whose last line can be redrawn. */
  readonly live: boolean
  readonly #screen: Screen
  readonly #paintOut: boolean
  readonly #paintErr: boolean

  constructor(screen: Screen, wishes: Wishes = {}) {
    const { out, err, env } = screen
    const allowed = wishes.color !== false && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
    this.#screen = screen
    this.#paintOut = allowed && out.isTTY === true
    this.#paintErr = allowed && err.isTTY === true
    this.json = wishes.json === true
    this.quiet = wishes.quiet === true
    this.verbose = wishes.verbose === true
    this.ascii = wishes.ascii === true
    this.live = err.isTTY === true && env['TERM'] !== 'dumb'
    this.width = widthOf(out, env['COLUMNS'])
    this.proseWidth = Math.min(proseMost, this.width)
  }

  /** Whether errors are painted. */
  get colorErrors(): boolean {
    return this.#paintErr
  }

  /** A line, or several, of the result. */
  print(text: string): void {
    this.#screen.out.write(`${this.#drawable(text)}\n`)
  }

  /** The one document of `--json`. */
  document(content: unknown): void {
    this.#screen.out.write(`${JSON.stringify(content, undefined, 2)}\n`)
  }

  /** A line about the run, for people. */
  note(text: string): void {
    if (!this.quiet) this.tell(text)
  }

  /** The same also when quiet: what went wrong. */
  tell(text: string): void {
    this.#screen.err.write(`${this.#drawable(text)}\n`)
  }

  /** Draws over the line that is being drawn on stderr. */
  redraw(text: string): void {
    this.#screen.err.write(`\r\u001b[2K${this.#drawable(text)}`)
  }

  /** Paints text for stdout. It never carries a meaning of its own. */
  paint(style: Style, text: string): string {
    return this.#paintOut && text !== '' ? `\u001b[${styles[style]}m${text}\u001b[0m` : text
  }

  #drawable(text: string): string {
    return this.ascii ? text.replace(drawn, (char) => plain[char] ?? '?') : text
  }
}
