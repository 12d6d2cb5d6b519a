import type { Market } from '../market/market.ts'
import type { Check } from '../ports/report.ts'
import type { MadeWishes } from './wishes.ts'

/** How many of those that were not ready are named. */
const namedMax = 3

/** Watches what a run knows when its strategies begin, and whether it ever knew the rest. */
export class WarmUp {
  readonly #wishes: MadeWishes
  readonly #markets: readonly Market[]
  /** Whether the market was heard before the start. */
  readonly #hasHistory: boolean
  #coldAtStart: readonly string[] = []

  constructor(wishes: MadeWishes, markets: readonly Market[], hasHistory: boolean) {
    this.#wishes = wishes
    this.#markets = markets
    this.#hasHistory = hasHistory
  }

  /** Called when the strategies begin. */
  started(): void {
    this.#coldAtStart = this.#cold()
  }

  /**
   * Passes when everything was known at the start, or became known in a run that begins with its data. A run that was asked to begin later
   * and found too little before it is another one than it seems to be.
   */
  check(): Check {
    const never = this.#cold()
    const name = 'warm-up'
    if (never.length > 0) return { name, passed: false, text: `never ready: ${listed(never)}` }
    const isCold = this.#coldAtStart.length > 0
    if (isCold && this.#hasHistory) {
      const text = `warm-up incomplete: the data before the start is too short for ${listed(this.#coldAtStart)}`
      return { name, passed: false, text }
    }
    const text = isCold ? 'it began with its data and warmed up on the way' : 'everything was ready at the start'
    return { name, passed: true, text }
  }

  #cold(): string[] {
    const books = this.#markets.filter(({ isWhole, passedOver }) => !isWhole && passedOver > 0)
    return [...this.#wishes.cold(), ...books.map(({ instrument }) => `the book of ${instrument.symbol}, which had no snapshot`)]
  }
}

function listed(names: readonly string[]): string {
  const more = names.length - namedMax
  return names.slice(0, namedMax).join('; ') + (more > 0 ? `; and ${more} more` : '')
}
