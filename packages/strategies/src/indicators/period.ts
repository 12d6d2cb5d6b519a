import { integer, type Option } from '@botyard/core'

/** Longest window an indicator can be given, in steps: more than two months of minutes. */
const periodMax = 100_000

/** Declares the option that says how far back an indicator looks, in steps of its input. */
export function period(standard: number, about: string, min = 1): Option<number> {
  return integer(standard, about, { min, max: periodMax, unit: 'steps' })
}
