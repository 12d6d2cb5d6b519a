import type { Micros } from './time.ts'
import { token } from './token.ts'

/**
 * The only door to the machine: clock, timers, chance, network, disk. Node stands behind it in production and a seeded
 * heap of events in a simulation, so nothing else in core may ask the machine anything.
 */
export interface Env {
  /** Wall time; it may step back, so it stamps rows and never measures. */
  wall(): Micros
  /** Nanoseconds of a clock that never steps back; for measuring only. */
  monotonic(): number
  /** Runs `wake` once, later, never within this call. The returned function forgets it and may be called twice. */
  timer(delay: Micros, wake: () => void): () => void
  /** A stream of numbers in [0, 1), one per concern, so that switching one fault off never moves another. */
  random(stream: string): () => number
  /** Opens a WebSocket; never throws, failure comes as `close`. */
  connect(url: string, hear: Wire): Wire
  /** Sends one HTTP request, once. It is never repeated behind the caller's back. */
  request(call: HttpCall): Promise<HttpAnswer>
  /** The files of the machine. */
  readonly disk: Disk
}
/** The machine, for `requires`. */
export const Env = token<Env>('Env')

/** One end of a connection: what the other end says comes in through the same three methods. */
export interface Wire {
  /** The connection stands; at most once, and before any bytes. */
  open?(): void
  /** One frame. It is borrowed: copy what is kept. */
  bytes(frame: Uint8Array): void
  /** The last call; nothing follows it. */
  close(reason: string): void
}

/** One HTTP request. */
export interface HttpCall {
  /** 'GET', 'POST'. */
  readonly method: string
  /** Where to, with its query. */
  readonly url: string
  /** Headers by name. */
  readonly headers: Readonly<Record<string, string>>
  /** What is sent along; nothing when left out. */
  readonly body?: Uint8Array
}

/** What came back; any status is an answer, only silence rejects. */
export interface HttpAnswer {
  /** The status of HTTP: 200 is fine. */
  readonly status: number
  /** The bytes of the answer. */
  readonly body: Uint8Array
}

/** Files, as small as a journal needs them. Every method throws a `BotyardError` of the 6xxx group when the disk refuses. */
export interface Disk {
  /** Opens a file; an absent one is made when `create` says so, else it is an error. */
  open(path: string, create: boolean): DiskFile
  /** Gives a file another name in one step: whoever looks sees the old one or the new one. */
  rename(from: string, to: string): void
  /** Removes a file; an absent one is an error. */
  remove(path: string): void
  /** Names of the files in a folder, in no order that means anything. */
  list(folder: string): string[]
}

/** An open file. Writes append. */
export interface DiskFile {
  /** Bytes in it, those just written included. */
  readonly size: number
  /** Appends bytes; they are copied or written before it returns. */
  write(bytes: Uint8Array): void
  /** Asks for the bytes to survive a power cut; `done` comes later and says whether they did not. */
  sync(done: (failed: boolean) => void): void
  /** Fills `into` from the byte `at`; returns how many bytes there were. */
  read(at: number, into: Uint8Array): number
  /** Lets go of the file; nothing may be called after it. */
  close(): void
}
