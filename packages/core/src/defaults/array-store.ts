import type { Store } from '../ports/store.ts'
import type { Micros } from '../ports/time.ts'

/** Rows kept per stream; beyond it the oldest go. */
const rowsMax = 100_000

/** A store in memory, for tests and for runs whose result is all that matters. A row's own `time`, if it has one, is what `from` looks at. */
export class ArrayStore implements Store {
  readonly #streams = new Map<string, object[]>()

  append(stream: string, row: object): void {
    const rows = this.#streams.get(stream) ?? []
    // A copy, as a store on disk would keep: what is done to the object later is not what happened.
    rows.push({ ...row })
    if (rows.length > rowsMax) rows.shift()
    this.#streams.set(stream, rows)
  }

  async *read<T>(stream: string, from: Micros = Number.NEGATIVE_INFINITY): AsyncIterable<T> {
    for (const row of [...(this.#streams.get(stream) ?? [])]) {
      const time = 'time' in row && typeof row.time === 'number' ? row.time : Number.POSITIVE_INFINITY
      if (time >= from) yield { ...row } as T
    }
  }

  async flush(): Promise<void> {}
}
