import { Kind } from '../engine/tape-kinds.ts'
import { counted } from '../errors/counted.ts'
import { writeDuration } from '../options/duration-text.ts'
import type { Instrument } from '../ports/instrument.ts'
import type { Check } from '../ports/report.ts'
import type { Tape, TapeReader } from '../ports/tape.ts'
import type { Micros } from '../ports/time.ts'

const second: Micros = 1_000_000
const minute = 60 * second

/** How long rows of a sort may be silent before that is a gap; bars have one where a bar is missing. */
const silenceMax = { book: 10 * minute, trades: 60 * minute } as const
/** A gap that is a larger share of the run than this makes it another run than it seems to be. */
const gapShareMax = 0.1

/** Rows of one sort of one instrument. */
interface Stream {
  readonly name: string
  readonly silenceMax: Micros
  last: Micros
  gaps: number
  longest: Micros
}

/** Watches for silence in what a run hears, from the first row of each sort on. */
export class Gaps implements TapeReader {
  readonly name = 'gaps'
  readonly #instruments: readonly Instrument[]
  readonly #streams: (Map<number, Stream> | undefined)[] = []
  #from: Micros = Number.POSITIVE_INFINITY

  constructor(instruments: readonly Instrument[]) {
    this.#instruments = instruments
  }

  /** Called when the strategies begin: silence before that is none of theirs. */
  started(from: Micros): void {
    this.#from = from
    for (const streams of this.#streams) for (const stream of streams?.values() ?? []) stream.last = Math.max(stream.last, from)
  }

  message(tape: Tape, from: number, to: number): void {
    for (let row = from; row < to; row++) {
      const kind = tape.kind[row]
      if (kind === Kind.bar) this.#heard(tape, row, tape.ref[row])
      else if (kind === Kind.trade) this.#heard(tape, row, -Kind.trade)
      else if (kind === Kind.level || kind === Kind.quote) {
        this.#heard(tape, row, -Kind.level)
        return
      }
    }
  }

  /** Passes unless one gap is more than a tenth of the run; what there was is told anyway. */
  check(to: Micros): Check {
    const all = this.#streams.flatMap((streams) => [...(streams?.values() ?? [])].map((stream) => ({ ...stream })))
    for (const stream of all) silent(stream, to)
    const found = all.filter(({ gaps }) => gaps > 0)
    const name = 'gaps'
    if (found.length === 0) return { name, passed: true, text: 'none in the data that was heard' }
    const worst = found.reduce((so, one) => (one.longest > so.longest ? one : so))
    const sum = found.reduce((so, { gaps }) => so + gaps, 0)
    const text = `${counted(sum, 'gap')}, the longest ${writeDuration(Math.ceil(worst.longest / second) * second)} in ${worst.name}`
    return { name, passed: !(worst.longest > gapShareMax * (to - this.#from)), text }
  }

  #heard(tape: Tape, row: number, key: number): void {
    const instrument = tape.instrument[row]
    this.#streams[instrument] ??= new Map()
    const time = tape.receivedTime[row]
    const stream = this.#streams[instrument].get(key)
    if (stream === undefined) this.#streams[instrument].set(key, this.#open(instrument, key, time))
    else {
      if (time - stream.last > stream.silenceMax && time > this.#from) silent(stream, time)
      stream.last = time
    }
  }

  #open(instrument: number, key: number, last: Micros): Stream {
    const { symbol } = this.#instruments[instrument]
    const first = { last, gaps: 0, longest: 0 }
    if (key < 0) {
      const sort = key === -Kind.trade ? 'trades' : 'book'
      return { ...first, name: `${sort} of ${symbol}`, silenceMax: silenceMax[sort] }
    }
    // What is timed by a clock may be late by as much as half of its beat.
    return { ...first, name: `${writeDuration(key * 1000)} bars of ${symbol}`, silenceMax: key * 1500 }
  }
}

/** Takes the silence up to a time for a gap when it was too long. */
function silent(stream: Stream, until: Micros): void {
  const silence = until - stream.last
  if (!(silence > stream.silenceMax)) return
  stream.gaps++
  stream.longest = Math.max(stream.longest, silence)
}
