import { printable, type Trouble } from './trouble.ts'

/** A stream that text is written to. */
export interface Output {
  write(text: string): unknown
  readonly isTTY?: boolean | undefined
}

/** The streams that people and programs read. */
export interface Streams {
  readonly out: Output
  readonly err: Output
}

const width = 80
const colors = { green: '32', red: '31', dim: '2' } as const

/** Where everything is told. With `json` stdout carries one document and nothing else, and what is for people goes to stderr. */
export class Screen {
  readonly json: boolean
  readonly #streams: Streams
  readonly #hasColor: boolean

  constructor(streams: Streams, wishes: { readonly json: boolean; readonly color: boolean }) {
    this.json = wishes.json
    this.#streams = streams
    this.#hasColor = wishes.color
  }

  /** One or several lines for people. */
  say(...lines: readonly string[]): void {
    const { out, err } = this.#streams
    const stream = this.json ? err : out
    for (const line of lines) stream.write(`${line}\n`)
  }

  /** A step that is done, with how long it took where that is of interest. */
  done(text: string, seconds?: number): void {
    const time = seconds === undefined ? '' : `${seconds.toFixed(1)} s`.padStart(8)
    this.say(`${this.#paint('green', '✔')} ${text.padEnd(34)}${time}`.trimEnd())
  }

  /** A step that failed without undoing the ones before it. */
  failed(text: string, lines: readonly string[], fix: string): void {
    const details = lines.map((line) => `  ${printable(line)}`)
    this.#tell(`${this.#paint('red', '✖')} ${text}`, ...details, ...labelled('Fix', fix))
  }

  trouble(trouble: Trouble): void {
    this.#coded('✖', trouble)
  }

  /** Something to know of, where nothing failed. */
  warning(trouble: Trouble): void {
    this.#coded('!', trouble)
  }

  #coded(sign: string, { code, title, why, fix }: Trouble): void {
    const [first = '', ...rest] = wrapped(title, `${sign} ${code}  `)
    const head = `${sign} ${code}`
    const steps = fix.flatMap((step, at) => labelled(at === 0 ? 'Fix' : 'Or', step))
    this.#tell(this.#paint('red', head) + first.slice(head.length), ...rest, ...wrapped(why, '  '), ...steps)
  }

  /** Lines for a report of a fault of ours. */
  forReport(text: string): void {
    this.#tell('--- for the report ---', ...text.split('\n').map(printable), '---')
  }

  /** The one document of --json. */
  document(content: unknown): void {
    this.#streams.out.write(`${JSON.stringify(content, undefined, 2)}\n`)
  }

  dim(text: string): string {
    return this.#paint('dim', text)
  }

  #tell(...lines: readonly string[]): void {
    for (const line of lines) this.#streams.err.write(`${line}\n`)
  }

  #paint(color: keyof typeof colors, text: string): string {
    return this.#hasColor ? `\u001b[${colors[color]}m${text}\u001b[0m` : text
  }
}

function labelled(label: string, text: string): string[] {
  return wrapped(text, `  ${label.padEnd(8)}`)
}

/** Breaks at blanks only: paths and commands must stay whole to be copied. */
function wrapped(text: string, lead: string): string[] {
  const margin = ' '.repeat(lead.length)
  const lines: string[] = []
  let line = lead
  for (const word of text.split(' ')) {
    const isFirst = line === lead || line === margin
    if (!isFirst && line.length + 1 + word.length > width) {
      lines.push(line)
      line = margin
    }
    line += line === lead || line === margin ? word : ` ${word}`
  }
  return [...lines, line.trimEnd()]
}
