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
  readonly disk: Disk
}
export const Env = token<Env>('Env')

/** One end of a connection: what the other end says comes in through the same three methods. */
export interface Wire {
  open?(): void
  bytes(frame: Uint8Array): void
  /** The last call; nothing follows it. */
  close(reason: string): void
}

/** One HTTP request. */
export interface HttpCall {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array
}

/** What came back; any status is an answer, only silence rejects. */
export interface HttpAnswer {
  readonly status: number
  readonly body: Uint8Array
}

/** Files, as small as a journal needs them. Every method throws a `BotyardError` of the 6xxx group when the disk refuses. */
export interface Disk {
  open(path: string, create: boolean): DiskFile
  rename(from: string, to: string): void
  remove(path: string): void
  list(folder: string): string[]
}

/** An open file. Writes append. */
export interface DiskFile {
  readonly size: number
  write(bytes: Uint8Array): void
  /** Asks for the bytes to survive a power cut; `done` comes later and says whether they did not. */
  sync(done: (failed: boolean) => void): void
  /** Fills `into` from the byte `at`; returns how many bytes there were. */
  read(at: number, into: Uint8Array): number
  close(): void
}
