import {
  type Duration,
  type Env,
  type HttpAnswer,
  type HttpCall,
  type Micros,
  seededStream,
  toMicros,
  type Wire,
} from '@botyard/core'
import { FakeDisk } from './fake-disk.ts'

/** One connection that was opened on a fake machine, from the other end. */
export interface FakeWire {
  readonly url: string
  /** Frames that were sent over it. */
  readonly sent: readonly Uint8Array[]
  readonly isClosed: boolean
  /** The connection stands. */
  open(): void
  /** The other end says something. */
  say(frame: Uint8Array | string): void
  /** The line falls. */
  fall(reason: string): void
}

/** How a fake machine begins. */
export interface FakeEnvOptions {
  /** Default: 2024-01-01 UTC. */
  readonly now?: Micros
  /** Of its random streams. Default: 1. */
  readonly seed?: number
}

/**
 * A machine under a test's command: time passes when the test says so, chance has a seed, the disk is in memory, and the network is the test.
 *
 * @example
 * const env = new FakeEnv()
 * env.timer(1_000_000, () => ring())
 * await env.pass('1s')
 */
export class FakeEnv implements Env {
  now: Micros
  readonly disk = new FakeDisk()
  /** Connections, in the order in which they were opened. */
  readonly wires: FakeWire[] = []
  /** Requests that were sent. */
  readonly calls: HttpCall[] = []
  /** What answers requests; until a test gives one, every server is unavailable. A promise that rejects is a network that is silent. */
  answer: (call: HttpCall) => HttpAnswer | Promise<HttpAnswer> = () => ({ status: 503, body: new Uint8Array(0) })
  readonly #seed: number
  readonly #timers = new Map<number, { readonly at: Micros; readonly wake: () => void }>()
  #lastTimer = 0

  constructor({ now = Date.UTC(2024, 0, 1) * 1000, seed = 1 }: FakeEnvOptions = {}) {
    this.now = now
    this.#seed = seed
  }

  /** Timers that nobody has forgotten. */
  get waiting(): number {
    return this.#timers.size
  }

  wall(): Micros {
    return this.now
  }

  monotonic(): number {
    return this.now * 1000
  }

  timer(delay: Micros, wake: () => void): () => void {
    const number = ++this.#lastTimer
    this.#timers.set(number, { at: this.now + Math.max(0, delay), wake })
    return () => void this.#timers.delete(number)
  }

  /** Lets time pass: timers fire in the order of their times, each with what promises it settles. */
  async pass(time: Duration): Promise<void> {
    const until = this.now + toMicros(time)
    for (;;) {
      await settled()
      const [first] = [...this.#timers].filter(([, { at }]) => at <= until).sort((a, b) => a[1].at - b[1].at)
      if (first === undefined) break
      this.#timers.delete(first[0])
      this.now = Math.max(this.now, first[1].at)
      first[1].wake()
    }
    this.now = until
    await settled()
  }

  random(stream: string): () => number {
    return seededStream(this.#seed, stream)
  }

  connect(url: string, hear: Wire): Wire {
    const sent: Uint8Array[] = []
    let isClosed = false
    const end = (reason: string) => {
      if (isClosed) return
      isClosed = true
      hear.close(reason)
    }
    this.wires.push({
      url,
      sent,
      get isClosed() {
        return isClosed
      },
      open: () => void (isClosed || hear.open?.()),
      say: (frame) => void (isClosed || hear.bytes(typeof frame === 'string' ? new TextEncoder().encode(frame) : frame)),
      fall: end,
    })
    return {
      bytes: (frame) => void (isClosed || sent.push(frame.slice())),
      close: end,
    }
  }

  async request(call: HttpCall): Promise<HttpAnswer> {
    this.calls.push(call)
    return await this.answer(call)
  }
}

/** Lets promises that are settled be heard. */
async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}
