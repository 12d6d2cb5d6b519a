import { Chance } from './chance.ts'

/** Weather of a market: how wide its moves are, whether they have a direction, and how many minutes it lasts on average. */
const regimes = [
  { width: 0.65, drift: 0, minutes: 300 },
  { width: 1, drift: 0.1, minutes: 180 },
  { width: 1.9, drift: 0, minutes: 60 },
] as const

/** Bounds the surprise that feeds the variance, so that a jump cannot blow it up. */
const surpriseMax = 16

const secondsPerMinute = 60

/**
 * A source of returns with what real ones have: variance that clusters (a GARCH recursion a minute), weather that switches, trends,
 * and jumps. In units of the ordinary deviation of a minute.
 */
export class Factor {
  /** Deviation of a second, without the activity of the hour. */
  width = 0
  readonly #chance: Chance
  #variance = 1
  #regime = 0
  #drift = 0
  #minuteSum = 0
  #jump = 0
  #jumpSecond = 0
  #second = 0

  constructor(seed: number, name: string) {
    this.#chance = new Chance(seed, `factor ${name}`)
    this.#begin()
  }

  /** The return of the next second; `activity` is the square root of how busy the hour is. */
  step(activity: number): number {
    if (this.#second === secondsPerMinute) this.#begin()
    const noise = this.#chance.bell() * this.width
    this.#minuteSum += noise
    const jump = this.#second === this.#jumpSecond ? this.#jump : 0
    this.#second++
    return (noise + this.#drift / secondsPerMinute + jump) * activity
  }

  #begin(): void {
    const chance = this.#chance
    const before = regimes[this.#regime].width
    const surprise = Math.min((this.#minuteSum * this.#minuteSum) / (before * before), surpriseMax)
    if (this.#second > 0) this.#variance = 0.03 + 0.13 * surprise + 0.84 * this.#variance
    if (chance.oneIn(regimes[this.#regime].minutes)) {
      this.#regime = (this.#regime + (chance.oneIn(3) ? 2 : 1)) % regimes.length
      this.#drift = regimes[this.#regime].drift * chance.sign()
    }
    this.width = Math.sqrt(this.#variance / secondsPerMinute) * regimes[this.#regime].width
    this.#jump = chance.oneIn(720) ? chance.sign() * (2 + chance.below(700) / 100) : 0
    this.#jumpSecond = chance.below(secondsPerMinute)
    this.#minuteSum = 0
    this.#second = 0
  }
}
