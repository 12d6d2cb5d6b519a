import { showValue } from './show-value.ts'

/** What something that was thrown says of itself, as the reason within an error: anything can be thrown, and few things are errors. */
export function reasonOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message === '' ? thrown.name : thrown.message
  return typeof thrown === 'string' ? thrown : showValue(thrown)
}
