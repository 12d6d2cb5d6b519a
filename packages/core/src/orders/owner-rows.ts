import { assert } from '../errors/assert.ts'

/** Whose fills are kept apart: one strategy at one instrument, or one strategy of the whole bot. */
export interface OwnerSpec {
  readonly name: string
  /** The number of the only instrument it trades; left out for a strategy of the whole bot. */
  readonly instrument?: number
  /** Equity it begins with, in the currency of the account; the whole start of the account when left out. */
  readonly start?: number
}

/** The name of owner 0, who has the fills of nobody. */
const externalOwner = 'external'

/**
 * Which row a position has. The rows of the account's net positions come first, by the number of the instrument; after them each
 * owner has one row, or one for every instrument when it trades them all.
 */
export class OwnerRows {
  /** The number of an owner is its place. */
  readonly names: readonly string[]
  /** Equity each begins with; NaN for the whole start of the account. */
  readonly starts: readonly number[]
  /** All rows, those of the account included. */
  readonly rows: number
  readonly #instruments: number
  readonly #first: Int32Array
  readonly #only: Int32Array

  constructor(owners: readonly OwnerSpec[], instruments: number) {
    const all = [{ name: externalOwner }, ...owners] as readonly OwnerSpec[]
    this.names = all.map((owner) => owner.name)
    assert(new Set(this.names).size === all.length, 'two owners of one name')
    this.starts = all.map((owner) => owner.start ?? Number.NaN)
    this.#instruments = instruments
    this.#first = new Int32Array(all.length)
    this.#only = Int32Array.from(all, (owner) => owner.instrument ?? -1)
    let rows = instruments
    for (const [owner, only] of this.#only.entries()) {
      assert(only < instruments, 'an owner at an instrument that the bot does not have')
      this.#first[owner] = rows
      rows += only < 0 ? instruments : 1
    }
    this.rows = rows
  }

  get count(): number {
    return this.names.length
  }

  /** The row of an owner's position, or -1 where it does not trade. */
  rowOf(owner: number, instrument: number): number {
    const only = this.#only[owner]
    if (only < 0) return instrument < this.#instruments ? this.#first[owner] + instrument : -1
    return only === instrument ? this.#first[owner] : -1
  }
}
