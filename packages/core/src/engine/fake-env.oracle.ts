import type { Disk, Env, HttpAnswer, Wire } from '../ports/env.ts'
import type { Micros } from '../ports/time.ts'

/** A machine whose time passes when a test says so; it has no network and no disk. */
export class FakeEnv implements Env {
  now: Micros
  readonly #timers = new Map<number, { readonly at: Micros; readonly wake: () => void }>()
  #lastTimer = 0

  constructor(now: Micros = 0) {
    this.now = now
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
    this.#timers.set(number, { at: this.now + delay, wake })
    return () => void this.#timers.delete(number)
  }

  /** Lets time pass: timers fire in their order, each with what promises it settles. */
  async pass(time: Micros): Promise<void> {
    const until = this.now + time
    for (;;) {
      await settle()
      const [first] = [...this.#timers].filter(([, { at }]) => at <= until).sort((a, b) => a[1].at - b[1].at)
      if (first === undefined) break
      this.#timers.delete(first[0])
      this.now = Math.max(this.now, first[1].at)
      first[1].wake()
    }
    this.now = until
    await settle()
  }

  random(): () => number {
    return () => 0.5
  }

  connect(): Wire {
    throw new Error('there is no network')
  }

  request(): Promise<HttpAnswer> {
    return Promise.reject(new Error('there is no network'))
  }

  get disk(): Disk {
    throw new Error('there is no disk')
  }
}

/** Lets promises that are settled be heard. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}
