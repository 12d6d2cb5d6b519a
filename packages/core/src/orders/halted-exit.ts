import type { Micros } from '../ports/time.ts'

const firstWait: Micros = 1_000_000
const longestWait: Micros = 64_000_000

/** When a halted bot tries again to leave a position; plain data for a restart. */
export interface SavedHaltedExit {
  readonly lots: number
  readonly wait: Micros
  readonly again: Micros
}

/**
 * When to leave what is held although a rule has halted the bot: at once, at once again when it has become another size, and as long as
 * nothing of it goes, ever more seldom. So a venue that takes no exit now is asked again, and never without end in one instant.
 */
export class HaltedExit {
  #lots = 0
  #wait: Micros = 0
  #again: Micros = 0

  /** Whether to leave now; told of every look at the position. */
  isDue(lots: number, now: Micros): boolean {
    const isSame = lots === this.#lots
    this.#lots = lots
    if (lots === 0 || (isSame && now < this.#again)) return false
    this.#wait = isSame ? Math.min(2 * this.#wait, longestWait) : firstWait
    this.#again = now + this.#wait
    return true
  }

  save(): SavedHaltedExit {
    return { lots: this.#lots, wait: this.#wait, again: this.#again }
  }

  restore({ lots, wait, again }: SavedHaltedExit): void {
    this.#lots = lots
    this.#wait = wait
    this.#again = again
  }
}
