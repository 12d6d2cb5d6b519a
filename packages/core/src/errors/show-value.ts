import { plainNumber } from './fill-template.ts'
import { shorten } from './printable.ts'

/** A value that was given, as an error shows it. What is inside of objects and lists is never shown: it could be a secret. */
export function showValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(shorten(value, 40))
  if (typeof value === 'number') return plainNumber(value)
  if (typeof value === 'bigint') return `${shorten(String(value), 40)}n`
  if (typeof value === 'boolean' || value === null || value === undefined) return String(value)
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
