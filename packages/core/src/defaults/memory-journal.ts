import { createHash } from 'node:crypto'
import type { Journal } from '../ports/journal.ts'

const bufferBytes = 1 << 16

/**
 * A journal that keeps no bytes, only their digest: what backtests use. Everything is released at the next flush, because there is
 * nothing to lose.
 */
export class MemoryJournal implements Journal {
  readonly #hash = createHash('sha256')
  readonly #buffer = new Uint8Array(bufferBytes)
  #used = 0
  #last = -1
  #hear: (record: number) => void = () => {}

  append(bytes: Uint8Array): number {
    if (this.#used + bytes.length > bufferBytes) this.#spill()
    if (bytes.length > bufferBytes) this.#hash.update(bytes)
    else {
      this.#buffer.set(bytes, this.#used)
      this.#used += bytes.length
    }
    return ++this.#last
  }

  flush(): void {
    this.#hear(this.#last)
  }

  released(hear: (record: number) => void): void {
    this.#hear = hear
  }

  /** There is nothing to replay. */
  replay(): void {}

  digest(): string {
    this.#spill()
    return this.#hash.copy().digest('hex')
  }

  #spill(): void {
    this.#hash.update(this.#buffer.subarray(0, this.#used))
    this.#used = 0
  }
}
