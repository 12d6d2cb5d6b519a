import type { Memory } from '@botyard/core'
import { type Columns, firstRows, restoreColumns, type SavedColumns, saveColumns } from './saved-columns.ts'

/**
 * What our own fills took of one side of a recorded book, level by level. The recording does not know of it and goes on showing those
 * lots, so they are remembered until the feed next changes the level. Few levels are taken at a time, so they are looked up one by one.
 */
export class TakenLots {
  /** Levels that something was taken of. */
  count = 0
  readonly #units: Int32Array
  readonly #lots: Float64Array

  constructor(memory: Memory, name: string, levelsMax: number) {
    this.#units = memory.column('i32', levelsMax, `${name}.units`)
    this.#lots = memory.column('f64', levelsMax, `${name}.lots`)
  }

  /** Lots taken at a price. */
  at(units: number): number {
    const level = this.#find(units)
    return level < 0 ? 0 : this.#lots[level]
  }

  /** How many more levels can be remembered; of others nothing may be taken. */
  get room(): number {
    return this.#units.length - this.count
  }

  /** Remembers lots taken at a price. There is room for it, or it has some taken already. */
  add(units: number, lots: number): void {
    const level = this.#find(units)
    if (level >= 0) {
      this.#lots[level] += lots
      return
    }
    this.#units[this.count] = units
    this.#lots[this.count] = lots
    this.count++
  }

  /** The feed has said anew what is at this price. */
  forget(units: number): void {
    const level = this.#find(units)
    if (level < 0) return
    const last = --this.count
    this.#units[level] = this.#units[last]
    this.#lots[level] = this.#lots[last]
  }

  /** The feed says the whole side anew. */
  clear(): void {
    this.count = 0
  }

  save(): SavedColumns {
    return saveColumns(this.#columns, firstRows(this.count))
  }

  restore(saved: SavedColumns): void {
    this.count = saved['units'].length
    restoreColumns(this.#columns, firstRows(this.count), saved)
  }

  get #columns(): Columns {
    return { units: this.#units, lots: this.#lots }
  }

  #find(units: number): number {
    for (let level = 0; level < this.count; level++) if (this.#units[level] === units) return level
    return -1
  }
}
