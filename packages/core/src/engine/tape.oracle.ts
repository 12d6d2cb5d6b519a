import { HeapMemory } from '../defaults/heap-memory.ts'
import type { Tape } from '../ports/tape.ts'
import type { Micros } from '../ports/time.ts'
import type { Lane } from '../ports/venue.ts'
import type { TapeClock } from './clock.ts'
import type { Applies } from './engine.ts'
import { MemoryLane } from './lane.ts'
import { Kind } from './tape-kinds.ts'

/** One message as tests write it: when it was received, a number that names it, and how many rows it has. */
export interface PlainMessage {
  readonly time: Micros
  readonly name: number
  readonly rows: number
}

/** A lane with room for so many rows. */
export function laneOf(rowsMax: number, messages: readonly PlainMessage[] = []): MemoryLane {
  const lane = new MemoryLane(new HeapMemory(), 'test', rowsMax)
  for (const message of messages) writeMessage(lane, message)
  return lane
}

/** Writes a message; its name stands in `ref` of every row, its place within the message in `a`. */
export function writeMessage(lane: Tape, { time, name, rows }: PlainMessage): boolean {
  lane.open()
  for (let i = 0; i < rows; i++) {
    const row = lane.next(Kind.connection)
    if (row < 0) {
      lane.discard()
      return false
    }
    lane.ref[row] = name
    lane.a[row] = i
    lane.exchangeTime[row] = i === 0 ? time : Number.NaN
    lane.receivedTime[row] = i === 0 ? time : Number.NaN
    lane.sequence[row] = i === 0 ? name : Number.NaN
  }
  lane.close()
  return true
}

/** A message as it was read back from a lane. */
export function readMessage(tape: Tape, from: number, to: number): PlainMessage {
  return { time: tape.receivedTime[from], name: tape.ref[from], rows: to - from }
}

/** Applies timer rows and writes down what came, in order: `message` at the clock's time, then `settle`, and the ends of instants. */
export class WritingApplies implements Applies {
  busiest = () => 'nobody'
  readonly log: string[] = []
  readonly heard: (PlainMessage & { readonly now: Micros; readonly kind: number })[] = []
  /** Called within a message, as a strategy would be. */
  inMessage: (name: number) => void = () => {}
  /** Called when everything of an instant was applied; true when it caused something. */
  atEnd: () => boolean = () => false
  readonly #clock: TapeClock

  constructor(clock: TapeClock) {
    this.#clock = clock
  }

  message(tape: Lane, from: number, to: number): void {
    const message = readMessage(tape, from, to)
    this.log.push(`message ${message.name}`)
    this.heard.push({ ...message, now: this.#clock.time, kind: tape.kind[from] })
    if (tape.kind[from] === Kind.timer) this.#clock.fire(tape.ref[from], tape.a[from])
    else this.inMessage(message.name)
  }

  settle(): void {
    this.log.push('settle')
  }

  endOfInstant(): boolean {
    const caused = this.atEnd()
    if (caused) this.log.push('end')
    return caused
  }
}
