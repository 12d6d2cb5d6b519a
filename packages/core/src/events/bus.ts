import { EventEmitter } from 'eventemitter3'
import type { Logger } from '../ports/logger.ts'
import type { BusEvents } from '../ports/plugin.ts'

/** Failures after which a listener is heard no more. */
const failuresMax = 5

/** What is told at most between two drains; more is dropped with a count, because telling must never slow trading. */
const waitingMax = 4096

type Name = keyof BusEvents

/**
 * The control plane. Copies of fills, orders and refusals are told here after the drain. A listener that throws, or whose promise
 * rejects, hurts nobody else and is put out after a few times.
 */
export class Bus {
  /** Events that found the queue full. */
  dropped = 0
  readonly #emitter = new EventEmitter()
  readonly #log: () => Logger
  readonly #waiting: { name: Name; what: BusEvents[Name] }[] = []

  constructor(log: () => Logger) {
    this.#log = log
  }

  /** Hears an event; `who` is named when it fails. */
  on<E extends Name>(name: E, who: string, hear: (what: BusEvents[E]) => unknown): void {
    let failures = 0
    const failed = (error: unknown) => {
      failures++
      this.#log().error(`BY2005 ${who} failed to hear "${name}", ${failures} of ${failuresMax}: ${String(error)}`)
      if (failures === failuresMax) this.#emitter.off(name, listen)
    }
    const listen = (what: BusEvents[E]) => {
      try {
        const promise = hear(what)
        if (promise instanceof Promise) promise.catch(failed)
      } catch (error) {
        failed(error)
      }
    }
    this.#emitter.on(name, listen)
  }

  /** Whether anybody hears it, so that no copy is made for nobody. */
  isHeard(name: Name): boolean {
    return this.#emitter.listenerCount(name) > 0
  }

  /** Keeps an event for after the drain. The caller gives a copy. */
  tell<E extends Name>(name: E, what: BusEvents[E]): void {
    if (this.#waiting.length === waitingMax) this.dropped++
    else this.#waiting.push({ name, what })
  }

  /** After the drain: tells what waits, in order. What listeners cause is told the next time. */
  flush(): void {
    if (this.#waiting.length === 0) return
    for (const { name, what } of this.#waiting.splice(0)) this.#emitter.emit(name, what)
  }
}
