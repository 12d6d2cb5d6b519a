import { Factor } from './factor.ts'
import type { InventedInstrument } from './instruments.ts'

/** How busy each hour of the day is, UTC; most trade when Europe and America are both awake. */
const busyHours = [
  0.7, 0.62, 0.58, 0.55, 0.55, 0.58, 0.66, 0.78, 0.88, 0.95, 0.98, 1, 1.08, 1.25, 1.5, 1.6, 1.55, 1.4, 1.25, 1.12, 1.04, 0.98,
  0.9, 0.8,
] as const

/** Shares of what moves all markets and of what moves this one; their squares add up to 1. */
const commonShare = 0.74
const ownShare = 0.6726

const secondsPerHour = 3600

/** The price that the orders of one market circle around, second by second. All paths of a seed share one factor. */
export class PricePath {
  /** As a price, not on the tick. */
  price: number
  /** Price at the end of the second before. */
  before: number
  /** Deviation of a minute now, in units of the ordinary one. */
  width = 1
  readonly #own: Factor
  readonly #minuteShare: number

  constructor(seed: number, { rules, price, minuteShare }: InventedInstrument) {
    this.price = price
    this.before = price
    this.#minuteShare = minuteShare
    this.#own = new Factor(seed, rules.name)
  }

  /** Moves on by a second, given the step of the common factor. */
  step(common: Factor, commonStep: number, activity: number): void {
    const own = this.#own.step(activity)
    const share = (commonShare * commonStep + ownShare * own) * this.#minuteShare
    const commonPart = commonShare * common.width
    const ownPart = ownShare * this.#own.width
    this.width = Math.sqrt((commonPart * commonPart + ownPart * ownPart) * 60) * activity
    this.before = this.price
    this.price *= 1 + share
  }
}

/** The square root of how busy a second of the day is, between the hours in a straight line. */
export function activityAt(second: number): number {
  const hour = Math.floor(second / secondsPerHour) % 24
  const part = (second % secondsPerHour) / secondsPerHour
  return Math.sqrt(busyHours[hour] * (1 - part) + busyHours[(hour + 1) % 24] * part)
}
