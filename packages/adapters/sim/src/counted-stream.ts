import { seededStream } from '@botyard/core'

/** A stream of chance that knows how far it was read, so that a restart reads on. */
export class CountedStream {
  drawn = 0
  readonly #next: () => number

  constructor(seed: number, name: string) {
    this.#next = seededStream(seed, name)
  }

  /** The next number, from 0 to below 1. */
  readonly next = (): number => {
    this.drawn++
    return this.#next()
  }

  /** Goes on behind as many numbers as were read before. */
  skipTo(drawn: number): void {
    while (this.drawn < drawn) this.next()
  }
}
