import { writeDuration } from './duration-text.ts'
import type { Option } from './options.ts'

/** A search over more values of one option than this is a mistake in its step. */
const valuesMax = 1000

/**
 * The values that a search tries for an option: those it was declared with, else its range in steps, or in `count` even parts when it has
 * no step. Empty when the option cannot be searched: without a range, and for durations without a step.
 */
export function searchValues<T>(option: Option<T>, count = 10): readonly T[] {
  if (option.search !== undefined) return option.search
  if (option.kind === 'flag') return [false, true] as readonly unknown[] as readonly T[]
  const { min, max, kind } = option
  if (min === undefined || max === undefined || kind === 'text' || kind === 'choice') return []
  if (kind === 'duration' && option.step === undefined) return []
  const step = option.step ?? (max - min) / Math.max(1, count - 1)
  const parts = step > 0 ? Math.min(valuesMax - 1, Math.floor((max - min) / step + 1e-9)) : 0
  const values: number[] = []
  for (let i = 0; i <= parts; i++) values.push(Math.min(max, rounded(kind, min + i * step)))
  const distinct = [...new Set(values)]
  return (kind === 'duration' ? distinct.map(writeDuration) : distinct) as readonly unknown[] as readonly T[]
}

// Twelve digits drop what adding steps leaves behind: 0.30000000000000004 is 0.3.
function rounded(kind: string, value: number): number {
  return kind === 'integer' || kind === 'duration' ? Math.round(value) : Number(value.toPrecision(12))
}
