import { toMicros } from '../options/duration-text.ts'
import type { Cache } from '../ports/cache.ts'
import type { Duration, Micros } from '../ports/time.ts'

/** Entries kept; beyond it the one used longest ago goes. */
const entriesMax = 10_000

interface Entry {
  readonly value: unknown
  readonly until: Micros
}

/** A cache in a map, which keeps entries in the order of their last use. */
export class MapCache implements Cache {
  readonly #entries = new Map<string, Entry>()
  readonly #loading = new Map<string, Promise<unknown>>()
  readonly #wall: () => Micros

  constructor(wall: () => Micros) {
    this.#wall = wall
  }

  get<T>(key: string): T | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined) return undefined
    this.#entries.delete(key)
    if (entry.until <= this.#wall()) return undefined
    this.#entries.set(key, entry)
    return entry.value as T
  }

  load<T>(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.get<T>(key)
    if (known !== undefined) return Promise.resolve(known)
    const loading = this.#loading.get(key)
    if (loading !== undefined) return loading as Promise<T>
    const isKept = () => this.#loading.get(key) === made
    const made: Promise<T> = Promise.resolve()
      .then(make)
      .then((value) => {
        if (isKept()) this.set(key, value)
        return value
      })
      .finally(() => isKept() && this.#loading.delete(key))
    this.#loading.set(key, made)
    return made
  }

  set<T>(key: string, value: T, life?: Duration): void {
    this.delete(key)
    const until = life === undefined ? Number.POSITIVE_INFINITY : this.#wall() + toMicros(life)
    this.#entries.set(key, { value, until })
    if (this.#entries.size > entriesMax) this.#entries.delete(this.#entries.keys().next().value!)
  }

  /** What is being made is still given to who waits for it, but it is not kept: it may be what was to be forgotten. */
  delete(key: string): void {
    this.#entries.delete(key)
    this.#loading.delete(key)
  }
}
