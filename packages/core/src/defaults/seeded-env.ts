import type { Disk, Env, HttpAnswer, HttpCall, Wire } from '../ports/env.ts'
import type { Micros } from '../ports/time.ts'
import { seededStream } from './seeded-stream.ts'

/** Another machine whose chance repeats: equal seeds give equal streams. What a backtest runs on. */
export class SeededEnv implements Env {
  readonly #env: Env
  readonly #seed: number

  constructor(env: Env, seed: number) {
    this.#env = env
    this.#seed = seed
  }

  get disk(): Disk {
    return this.#env.disk
  }

  wall(): Micros {
    return this.#env.wall()
  }

  monotonic(): number {
    return this.#env.monotonic()
  }

  timer(delay: Micros, wake: () => void): () => void {
    return this.#env.timer(delay, wake)
  }

  random(stream: string): () => number {
    return seededStream(this.#seed, stream)
  }

  connect(url: string, hear: Wire): Wire {
    return this.#env.connect(url, hear)
  }

  request(call: HttpCall): Promise<HttpAnswer> {
    return this.#env.request(call)
  }
}
