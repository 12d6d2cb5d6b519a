import type { Disk, Env, HttpAnswer, HttpCall, Wire } from '../ports/env.ts'
import type { Micros } from '../ports/time.ts'
import { nodeDisk } from './node-disk.ts'
import { openWire } from './node-wire.ts'
import { seededStream } from './seeded-stream.ts'

/** The longest delay of a timer of Node, in milliseconds; a longer one would fire at once. */
const delayMillisMax = 2 ** 31 - 1
/** How far the fine clock may be away from the wall before it follows it. */
const driftMicrosMax = 2000

/** The machine as Node shows it. The only place in core where time, chance, network and disk are asked for. */
export class NodeEnv implements Env {
  readonly disk: Disk = nodeDisk
  readonly #seed: number
  /** What the monotonic clock shows when the wall shows 1970. */
  #offset: Micros = performance.timeOrigin * 1000

  /** The seed makes the random streams repeatable; without one they differ at every start. */
  constructor(seed = Math.floor(Math.random() * 2 ** 32)) {
    this.#seed = seed
  }

  /** Finer than the wall's milliseconds, and yet the wall: after a sleep of the machine or a step of its clock it follows. */
  wall(): Micros {
    const wall = Date.now() * 1000
    const fine = Math.floor(performance.now() * 1000 + this.#offset)
    if (fine >= wall - driftMicrosMax && fine < wall + driftMicrosMax) return fine
    this.#offset += wall - fine
    return wall
  }

  monotonic(): number {
    return performance.now() * 1e6
  }

  timer(delay: Micros, wake: () => void): () => void {
    let handle: NodeJS.Timeout
    const wait = (millis: number) => {
      handle =
        millis > delayMillisMax
          ? setTimeout(() => wait(millis - delayMillisMax), delayMillisMax)
          : setTimeout(wake, Math.max(0, Math.ceil(millis)))
    }
    wait(delay / 1000)
    return () => clearTimeout(handle)
  }

  random(stream: string): () => number {
    return seededStream(this.#seed, stream)
  }

  connect(url: string, hear: Wire): Wire {
    return openWire(url, hear)
  }

  async request(call: HttpCall): Promise<HttpAnswer> {
    const { request } = await import('undici')
    const { method, headers } = call
    const answer = await request(call.url, { method: method as 'GET', headers: { ...headers }, body: call.body ?? null })
    return { status: answer.statusCode, body: new Uint8Array(await answer.body.arrayBuffer()) }
  }
}
