import {
  type BotyardError,
  type BotyardErrors,
  comparePlaces,
  type ErrorFrame,
  isBotyardErrors,
  problemsShownMax,
  type TypedFlag,
} from './botyard-error.ts'
import { type CallSite, pathOf } from './call-site.ts'
import { codeFrame, type FrameStyle } from './code-frame.ts'
import { exitCodes } from './exit-codes.ts'
import { locateOption, locateWord, offsetOf, type Stretch } from './locate-option.ts'
import { printable, shorten } from './printable.ts'
import { wrapText } from './wrap-text.ts'

/** How errors are shown. */
export interface RenderOptions {
  readonly color: boolean
  /** Columns of the screen; 80 when left out. */
  readonly width?: number
  /** Nothing beyond ASCII is drawn. */
  readonly ascii?: boolean
  /** Text of a source file, for the code frame; undefined when it cannot be read. */
  readonly readSource?: (file: string) => string | undefined
  /** Files below this folder are shown relative to it. */
  readonly cwd?: string
}

/** A problem with the place that the source, if there is one, makes exact. */
interface Placed {
  readonly problem: BotyardError
  readonly at: CallSite | undefined
  readonly source: string | undefined
  /** What the carets stand under; undefined when there is nothing to point at. */
  readonly stretch: Stretch | undefined
}

const labelWidth = 8

/**
 * The text of an error for people: code and title, place, the line of source with what is wrong in it, who needed whom, why it matters,
 * and what to do. It reads nothing but its arguments, and frames are best effort: without a source only the place is shown.
 */
export function renderError(error: BotyardError | BotyardErrors, options: RenderOptions): string {
  const draw = new Drawing(options)
  if (!isBotyardErrors(error)) return draw.problem(place(error, options)).join('\n')
  const placed = error.problems.map((problem) => place(problem, options)).sort((a, b) => comparePlaces(a.at, b.at))
  const blocks = placed.slice(0, problemsShownMax).map((one) => draw.problem(one).join('\n'))
  return [...blocks, draw.count(placed.length)].join('\n\n')
}

function place(problem: BotyardError, { readSource }: RenderOptions): Placed {
  const { at, frame } = problem
  const source = at === undefined ? undefined : sourceOf(at.file, readSource)
  if (at === undefined || source === undefined) return { problem, at, source, stretch: undefined }
  const stretch = stretchOf(source, at, frame ?? {})
  return {
    problem,
    at: stretch === undefined ? at : { file: at.file, line: stretch.line, column: stretch.column },
    source,
    stretch,
  }
}

function stretchOf(source: string, at: CallSite, { option, word, part }: ErrorFrame): Stretch | undefined {
  if (word !== undefined) return locateWord(source, at, word) ?? wordAt(source, at)
  if (option === undefined) return wordAt(source, at)
  const found = locateOption(source, at, option)
  return part === 'name' ? found?.name : found?.value
}

// Whoever prints an error must not fail over a file that is gone by now.
function sourceOf(file: string, readSource: RenderOptions['readSource']): string | undefined {
  try {
    return readSource?.(file)
  } catch {
    return undefined
  }
}

function wordAt(source: string, { line, column }: CallSite): Stretch | undefined {
  const offset = offsetOf(source, line, column)
  if (offset < 0) return undefined
  const length = /^[\w$.]*/.exec(source.slice(offset, offset + 200))?.[0].length ?? 0
  return { line, column, length: Math.max(1, length) }
}

function toAscii(text: string): string {
  return text.replaceAll('…', '...').replaceAll('→', '->').replaceAll('›', '>').replace(/[–—]/g, '-')
}

/** Draws problems onto one kind of screen. */
class Drawing {
  readonly #width: number
  readonly #ascii: boolean
  readonly #color: boolean
  /** With a slash at its end; empty when paths are shown whole. */
  readonly #folder: string
  readonly #style: FrameStyle

  constructor({ color, width = 80, ascii = false, cwd = '' }: RenderOptions) {
    this.#width = Math.max(40, width)
    this.#ascii = ascii
    this.#color = color
    this.#folder = cwd === '' ? '' : `${pathOf(cwd).replace(/\/$/, '')}/`
    this.#style = {
      width: this.#width,
      ascii,
      mark: (text) => this.#paint('31', text),
      dim: (text) => this.#paint('2', text),
    }
  }

  problem({ problem, at, source, stretch }: Placed): string[] {
    const label = problem.frame?.label
    const frame = source !== undefined && stretch !== undefined ? codeFrame(source, stretch, this.#text(label), this.#style) : []
    const lines = this.#heading(problem)
    if (at !== undefined) lines.push(`  ${this.#path(at)}`)
    lines.push(...(frame.length === 0 && problem.flag !== undefined ? this.#typed(problem.flag, label) : frame))
    // Beside a caret the label says which part is meant; alone it has to say more than the title does.
    if (label !== undefined && frame.length === 0 && problem.flag === undefined && !problem.title.includes(label))
      lines.push(...this.#wrap(label, '  '))
    if (problem.chain !== undefined) lines.push(...this.#labelled('Chain', problem.chain.join(' → ')))
    if (problem.why !== '') lines.push(...this.#wrap(problem.why, '  '))
    for (const [i, step] of problem.fix.entries()) lines.push(...this.#labelled(i === 0 ? 'Fix' : 'Or', step))
    lines.push(...this.#labelled('More', `npx botyard explain ${problem.code}`))
    return lines
  }

  // As it was typed, with the carets of a line of source. What is wider than the screen is shown without them.
  #typed({ text, from, length }: TypedFlag, label: string | undefined): string[] {
    const line = `  ${this.#text(text)}`
    if (line.length > this.#width) return [this.#text(shorten(line, this.#width - 2)) ?? '']
    const carets = `${' '.repeat(from + 2)}${this.#paint('31', '^'.repeat(Math.max(1, length)))}`
    const words = label === undefined ? '' : ` ${this.#text(label)}`
    const isWide = from + 2 + length + words.length > this.#width
    return isWide ? [line, carets, ...this.#wrap(words.trim(), '  ')] : [line, `${carets}${this.#paint('31', words)}`]
  }

  count(all: number): string {
    const rest = all - problemsShownMax
    const text =
      rest > 0 ? `${all} problems, the first ${problemsShownMax} are shown; run again for the other ${rest}.` : `${all} problems.`
    return this.#wrap(text, '').join('\n')
  }

  #heading({ code, title, exitCode }: BotyardError): string[] {
    // A bot that risk stopped did as it was told; that is no mistake.
    const warning = exitCode === exitCodes.stopped
    const sign = this.#ascii ? (warning ? '!' : 'x') : warning ? '⚠' : '✖'
    const [first = '', ...others] = this.#wrap(title, `${sign} ${code}  `)
    const head = `${sign} ${code}`
    return [this.#paint(warning ? '1;33' : '1;31', head) + first.slice(head.length), ...others]
  }

  #labelled(label: string, text: string): string[] {
    const lead = `  ${label.padEnd(labelWidth)}`
    const [first = '', ...others] = this.#wrap(text, lead)
    return [this.#paint('2', lead) + first.slice(lead.length), ...others]
  }

  #wrap(text: string, lead: string): string[] {
    return wrapText(this.#text(text) ?? '', { width: this.#width, lead })
  }

  // Texts may quote what a user or a venue sent; only the line breaks of our own may act on the screen.
  #text(text: string | undefined): string | undefined {
    const safe = text?.split('\n').map(printable).join('\n')
    return safe !== undefined && this.#ascii ? toAscii(safe) : safe
  }

  #path({ file, line, column }: CallSite): string {
    const short = this.#folder !== '' && file.startsWith(this.#folder) ? file.slice(this.#folder.length) : file
    return printable(`${short}:${line}:${column}`)
  }

  #paint(style: string, text: string): string {
    return this.#color && text !== '' ? `\u001b[${style}m${text}\u001b[0m` : text
  }
}
