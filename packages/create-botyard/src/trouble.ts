import { type TroubleCode, type TroubleText, troubleTexts } from './trouble-texts.ts'

/** What may be said otherwise than the catalogue says it. */
export interface OtherWords {
  readonly why?: string
  readonly fix?: readonly string[]
}

/** One thing that is wrong, in the words of the catalogue. */
export class Trouble {
  readonly code: TroubleCode
  readonly title: string
  readonly why: string
  /** Next steps, best first. */
  readonly fix: readonly string[]
  readonly exitCode: number

  constructor(code: TroubleCode, details: Readonly<Record<string, string>>, other: OtherWords = {}) {
    const text: TroubleText = troubleTexts[code]
    this.code = code
    this.title = filled(text.title, details)
    this.why = other.why ?? filled(text.why, details)
    this.fix = other.fix ?? text.fix.map((step) => filled(step, details))
    this.exitCode = text.exit
  }
}

/** Everything that is wrong at one step, thrown together so that it can be mended in one go. */
export class Troubles extends Error {
  override readonly name = 'Troubles'
  readonly all: readonly [Trouble, ...Trouble[]]

  constructor(...all: readonly [Trouble, ...Trouble[]]) {
    super(all.map(({ code, title }) => `${code} ${title}`).join('\n'))
    this.all = all
  }

  /** That of the first one, because it is the one that is read first. */
  get exitCode(): number {
    return this.all[0].exitCode
  }
}

/** Throws what was collected; nothing when there is nothing. */
export function throwTroubles(all: readonly Trouble[]): void {
  const [first, ...others] = all
  if (first !== undefined) throw new Troubles(first, ...others)
}

/** The trouble of a disk that refused, in the words of the system. */
export function unwritable(file: string, thrown: unknown): Troubles {
  return new Troubles(cannotWrite(file, thrown instanceof Error ? thrown.message : String(thrown)))
}

/** A place that cannot be written, with the reason as the end of a sentence. */
export function cannotWrite(file: string, reason: string): Trouble {
  return new Trouble('BY6009', { file, reason }, { why: 'Nothing was written.', fix: ['free space or choose another folder'] })
}

/** Output that the system refused; what was written to the disk is there all the same. */
export function unprintable(stream: string, { message }: Error): Trouble {
  const fix = [`free space where ${stream} goes, or send it somewhere else`]
  return new Trouble('BY6009', { file: stream, reason: message }, { why: 'What was printed is not complete.', fix })
}

function filled(template: string, details: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (hole, name: string) => (details[name] === undefined ? hole : printable(details[name])))
}

/** Text that cannot move the cursor or turn the line around: such characters are written as escapes. */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
