const depthMost = 8

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/**
 * A value as JSON can hold it, keys in order, so that equal values give equal text. What is no plain data is named and not opened: it
 * could hold a secret, and secrets write themselves as ***.
 */
export function plainData(value: unknown, depth = 0): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'string' || typeof value === 'boolean' || value === null || value === undefined) return value
  if (typeof value === 'function') return `[function ${value.name}]`
  if (typeof value !== 'object') return String(value)
  if (depth >= depthMost) return '[deep]'
  if ('toJSON' in value && typeof value.toJSON === 'function') return plainData((value.toJSON as () => unknown)(), depth + 1)
  if (Array.isArray(value)) return value.map((one) => plainData(one, depth + 1) ?? null)
  if (!isPlain(value)) return `[${value.constructor?.name ?? 'object'}]`
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, one]) => [name, plainData(one, depth + 1)]))
}
