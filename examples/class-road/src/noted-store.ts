import 'reflect-metadata'
import { identifierOf, Logger, type Micros, type Store } from '@botyard/core'
import { inject, injectable } from 'inversify'

/** A store that keeps its rows in memory and says in the log how many they are when it is flushed. */
@injectable()
export class NotedStore implements Store {
  readonly #log: Logger
  readonly #streams = new Map<string, object[]>()

  constructor(@inject(identifierOf(Logger)) log: Logger) {
    this.#log = log
  }

  append(stream: string, row: object): void {
    const rows = this.#streams.get(stream) ?? []
    rows.push(row)
    this.#streams.set(stream, rows)
  }

  async *read<T>(stream: string, from: Micros = Number.NEGATIVE_INFINITY): AsyncIterable<T> {
    for (const row of this.#streams.get(stream) ?? []) {
      if (!('time' in row) || Number(row.time) >= from) yield row as T
    }
  }

  async flush(): Promise<void> {
    for (const [stream, rows] of this.#streams) this.#log.info(`${rows.length} rows of ${stream}`)
  }
}
