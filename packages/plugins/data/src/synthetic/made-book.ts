import { Kind, type Side } from '@botyard/core'
import type { Chance } from './chance.ts'
import type { MadeRow } from './row-list.ts'

interface Level {
  readonly units: number
  lots: number
}

/** What sets the look of a book at a moment. */
export interface BookMood {
  /** Price that the orders circle around, in units; not whole. */
  readonly middle: number
  /** Deviation of a minute, in units of the ordinary one: a wild market has wide spreads and thin levels. */
  readonly width: number
}

/**
 * The displayed levels of one invented market: `depth` on each side, sparse as real ones are. Every change is told as rows, so that
 * whoever applies them has the same book; bids always lie below asks.
 */
export class MadeBook {
  readonly #chance: Chance
  readonly #instrument: number
  readonly #depth: number
  /** Lots on an ordinary level. */
  readonly #levelLots: number
  /** Largest distance between two levels, in units. */
  readonly #gapUnits: number
  /** Best first. */
  readonly #bids: Level[] = []
  readonly #asks: Level[] = []

  constructor(chance: Chance, instrument: number, depth: number, levelLots: number, gapUnits: number, mood: BookMood) {
    this.#chance = chance
    this.#instrument = instrument
    this.#depth = depth
    this.#levelLots = levelLots
    this.#gapUnits = gapUnits
    this.move(mood)
  }

  best(side: Side): number {
    return this.#levels(side)[0].units
  }

  /** The whole book as one message. */
  snapshot(): MadeRow[] {
    const rows: MadeRow[] = [{ kind: Kind.clear, instrument: this.#instrument, side: 0 }]
    for (const level of this.#bids) rows.push(this.#row(1, level.units, level.lots))
    for (const level of this.#asks) rows.push(this.#row(-1, level.units, level.lots))
    return rows
  }

  /** Lets the orders follow the mood and returns the levels that changed. */
  move(mood: BookMood): MadeRow[] {
    const rows = new Map<number, MadeRow>()
    const spread = 1 + this.#chance.below(2 + Math.floor(2 * mood.width))
    const bid = Math.max(Math.floor(mood.middle - (spread - 1) / 2), this.#depth * this.#gapUnits)
    const ask = bid + spread
    this.#follow(1, bid, mood, rows)
    this.#follow(-1, ask, mood, rows)
    for (let changes = this.#chance.below(4); changes > 0; changes--) this.#change(mood, rows)
    return [...rows.values()]
  }

  /**
   * A taker of `side` takes up to so many lots, best level first. Returns its trades and the levels it left; the last levels stay, so
   * that a side is never empty.
   */
  take(side: Side, lots: number): { trades: MadeRow[]; levels: MadeRow[] } {
    const against = this.#levels(side === 1 ? -1 : 1)
    const trades: MadeRow[] = []
    const levels: MadeRow[] = []
    let left = lots
    while (left > 0 && against.length > 3) {
      const level = against[0]
      const taken = Math.min(left, level.lots)
      level.lots -= taken
      left -= taken
      trades.push({ kind: Kind.trade, instrument: this.#instrument, side, price: level.units, quantity: taken })
      levels.push(this.#row(side === 1 ? -1 : 1, level.units, level.lots))
      if (level.lots === 0) against.shift()
    }
    return { trades, levels }
  }

  #levels(side: Side): Level[] {
    return side === 1 ? this.#bids : this.#asks
  }

  /** Removes what the price has run over, puts a level at the new best and keeps the depth. */
  #follow(side: Side, best: number, mood: BookMood, rows: Map<number, MadeRow>): void {
    const levels = this.#levels(side)
    while (levels.length > 0 && (levels[0].units - best) * side > 0) this.#tell(rows, side, levels.shift()!.units, 0)
    const away = levels.length === 0 ? Infinity : (best - levels[0].units) * side
    if (away > this.#gapUnits || (away > 0 && this.#chance.oneIn(2))) {
      levels.unshift({ units: best, lots: this.#newLots(mood) })
      this.#tell(rows, side, best, levels[0].lots)
    }
    while (levels.length < this.#depth) {
      const units = levels[levels.length - 1].units - side * (1 + this.#chance.below(this.#gapUnits))
      levels.push({ units, lots: this.#newLots(mood) })
      this.#tell(rows, side, units, levels[levels.length - 1].lots)
    }
    while (levels.length > this.#depth) this.#tell(rows, side, levels.pop()!.units, 0)
  }

  /** Orders come and go on a level, mostly near the best. */
  #change(mood: BookMood, rows: Map<number, MadeRow>): void {
    const side = this.#chance.sign()
    const levels = this.#levels(side)
    const level = levels[Math.min(this.#chance.below(this.#depth), this.#chance.below(this.#depth), levels.length - 1)]
    level.lots = this.#newLots(mood)
    this.#tell(rows, side, level.units, level.lots)
  }

  #newLots(mood: BookMood): number {
    const usual = (this.#levelLots * this.#chance.heavy(32)) / (0.5 + mood.width)
    return 1 + Math.floor(usual * (0.25 + this.#chance.unit()))
  }

  #tell(rows: Map<number, MadeRow>, side: Side, units: number, lots: number): void {
    // A later change of a level takes the place of an earlier one, at the end, so removals come before what depends on them.
    const key = units * side
    rows.delete(key)
    rows.set(key, this.#row(side, units, lots))
  }

  #row(side: Side, units: number, lots: number): MadeRow {
    return { kind: Kind.level, instrument: this.#instrument, side, price: units, quantity: lots }
  }
}
