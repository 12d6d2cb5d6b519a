import { Chance } from './chance.ts'

/** Shortest and longest stretch that is missing, in minutes. */
const shortest = 5
const longest = 60

/** Marks the minutes that are missing: `gaps` stretches, one in each equal part of the time, never at its very start. */
export function gapMinutes(seed: number, minutes: number, gaps: number): Uint8Array {
  const missing = new Uint8Array(minutes)
  const chance = new Chance(seed, 'gaps')
  const part = Math.floor(minutes / Math.max(1, gaps))
  for (let gap = 0; gap < gaps; gap++) {
    const length = Math.min(shortest + chance.below(longest - shortest + 1), Math.max(1, Math.floor(part / 2)))
    const from = gap * part + 1 + chance.below(Math.max(1, part - length - 1))
    missing.fill(1, from, from + length)
  }
  return missing
}
