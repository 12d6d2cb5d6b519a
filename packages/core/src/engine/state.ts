import { BotyardError, throwAll } from '../errors/botyard-error.ts'
import { showValue } from '../errors/show-value.ts'
import type { Keep } from '../ports/signal.ts'
import type { Kept, KeptRecord } from '../ports/state.ts'

/** Records in a form that JSON keeps exactly: columns as base64 of their bytes, numbers that JSON lacks as text. */
export type SavedRecords = Readonly<Record<string, Readonly<Record<string, SavedValue>>>>
type SavedValue = boolean | string | number | { readonly number: string } | { readonly f64: string }

/** The declared state of one owner: records by name, restored where name and shape agree with what was saved. */
export class StateRecords {
  readonly #records = new Map<string, Kept>()
  readonly #saved: SavedRecords
  readonly #numbers = new Map<string, number>()
  readonly owner: string
  /** Names whose saved shape no longer fits; they started afresh. */
  readonly changed: string[] = []

  constructor(owner: string, saved: SavedRecords = {}) {
    this.owner = owner
    this.#saved = saved
  }

  /** The record of a name, filled with what was saved when the shape is the same. A name is asked for once. */
  record<K extends Kept>(name: string, first: K): KeptRecord<K> {
    if (this.#records.has(name)) throw new BotyardError('BY2105', { strategy: this.owner, name })
    throwAll(unkept(name, first))
    const saved = Object.hasOwn(this.#saved, name) ? this.#saved[name] : undefined
    if (saved !== undefined && !restoreInto(first, saved)) this.changed.push(name)
    this.#records.set(name, first)
    return first as KeptRecord<K>
  }

  /** A `keep` for something that may ask several times, each under a name of its own. */
  keeper(prefix: string): Keep {
    let asked = 0
    return (first) => this.record(`${prefix}#${asked++}`, first)
  }

  /** The record of the next one of this name, for owners that may have several. */
  next<K extends Kept>(name: string, first: K): KeptRecord<K> {
    const number = this.#numbers.get(name) ?? 0
    this.#numbers.set(name, number + 1)
    return this.record(`${name}#${number}`, first)
  }

  save(): SavedRecords {
    return Object.fromEntries([...this.#records].map(([name, record]) => [name, saveRecord(record)]))
  }
}

/** What cannot be saved and restored as it is: it would be there until the next start and gone or shared after it. */
function unkept(name: string, first: unknown): BotyardError[] {
  const expected = 'numbers, texts, flags and Float64Array'
  const example = `{ side: 0, since: '', armed: false }`
  if (typeof first !== 'object' || first === null || Array.isArray(first) || first instanceof Float64Array)
    return [
      new BotyardError('BY1102', {
        what: `the state "${name}"`,
        got: showValue(first),
        expected: `an object of ${expected}`,
        example,
      }),
    ]
  const isKept = (value: unknown) => ['number', 'string', 'boolean'].includes(typeof value) || value instanceof Float64Array
  return Object.entries(first)
    .filter(([, value]) => !isKept(value))
    .map(
      ([field, value]) =>
        new BotyardError('BY1102', {
          what: `${field} of the state "${name}"`,
          got: showValue(value),
          expected: `one of ${expected}`,
          example,
        }),
    )
}

function saveRecord(record: Kept): Record<string, SavedValue> {
  return Object.fromEntries(Object.entries(record).map(([field, value]) => [field, saveValue(value)]))
}

function saveValue(value: Kept[string]): SavedValue {
  if (value instanceof Float64Array) return { f64: toBase64(value) }
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)))
    return { number: Object.is(value, -0) ? '-0' : String(value) }
  return value
}

/** Fills a record; false, and nothing changed, when a field is missing, new, or of another sort or length. */
function restoreInto(record: Kept, saved: Readonly<Record<string, SavedValue>>): boolean {
  const fields = Object.keys(record)
  if (fields.length !== Object.keys(saved).length) return false
  const values = fields.map((field) => (Object.hasOwn(saved, field) ? readValue(record[field], saved[field]) : undefined))
  if (values.includes(undefined)) return false
  fields.forEach((field, i) => {
    const value = values[i]!
    const place = record[field]
    if (place instanceof Float64Array) place.set(value as Float64Array)
    else record[field] = value
  })
  return true
}

function readValue(like: Kept[string], saved: SavedValue): Kept[string] | undefined {
  if (like instanceof Float64Array) {
    if (typeof saved !== 'object' || !('f64' in saved)) return undefined
    const column = fromBase64(saved.f64)
    return column.length === like.length ? column : undefined
  }
  const value = typeof saved === 'object' && 'number' in saved ? Number(saved.number) : saved
  return typeof value === typeof like ? (value as Kept[string]) : undefined
}

function toBase64(column: Float64Array): string {
  const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

function fromBase64(text: string): Float64Array {
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
  return new Float64Array(bytes.buffer, 0, Math.floor(bytes.length / 8))
}
