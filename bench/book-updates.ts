import { HeapMemory, Kind, MemoryLane, type Side } from '@botyard/core'

/** Level updates of one instrument, as rows of a lane and, for books that know no units, as plain prices. */
export interface BookUpdates {
  readonly lane: MemoryLane
  readonly priceScale: number
  /** Price of each row, as it is written. */
  readonly prices: Float64Array
  /** Row behind the last one of each message. */
  readonly ends: Int32Array
}

const priceScale = 100
/** How far from the middle the levels are that a market is made of. */
const nearUnits = 400
/** How far a few of them are: beyond any window. */
const farUnits = 150_000
/** How far the middle jumps at most, both ways together: enough to move a window. */
const jumpUnits = 60_000
/** Levels that a side has, give or take. */
const levelsUsual = 300

/** Prices of one side, in no order, so that one can be drawn and taken away at once. */
class LiveLevels {
  readonly units: number[] = []
  readonly #places = new Map<number, number>()

  add(units: number): void {
    if (this.#places.has(units)) return
    this.#places.set(units, this.units.length)
    this.units.push(units)
  }

  remove(units: number): void {
    const place = this.#places.get(units)
    if (place === undefined) return
    const last = this.units.pop()!
    this.#places.delete(units)
    if (last === units) return
    this.units[place] = last
    this.#places.set(last, place)
  }
}

/**
 * Made-up updates about twenty to a message: a middle that walks and now and then jumps, levels that are denser near it, some of
 * them a hundred thousand units away, where no window reaches, and levels taken away once the price has passed them.
 */
export function makeBookUpdates(updates: number, seed: number): BookUpdates {
  const random = chance(seed)
  const below = (bound: number) => Math.floor(random() * bound)
  const lane = new MemoryLane(new HeapMemory(), 'updates', updates)
  const prices = new Float64Array(updates)
  const ends: number[] = []
  const live = { [1]: new LiveLevels(), [-1]: new LiveLevels() }
  let middle = 6_000_000
  const write = (side: Side, units: number, lots: number): void => {
    const row = lane.next(Kind.level)
    if (row < 0) return
    if (lots > 0) live[side].add(units)
    else live[side].remove(units)
    lane.side[row] = side
    lane.price[row] = units
    lane.quantity[row] = lots
    prices[row] = units / priceScale
  }
  while (lane.tail < updates) {
    lane.open()
    const dice = random()
    if (dice < 0.3) middle += below(9) - 4
    else if (dice > 0.999) middle += below(jumpUnits) - jumpUnits / 2
    for (const side of [1, -1] as const) {
      for (const units of live[side].units.filter((one) => (one - middle) * side >= 0)) write(side, units, 0)
    }
    for (let left = 1 + below(40); left > 0; left--) {
      const side = random() < 0.5 ? 1 : -1
      const { units } = live[side]
      const kind = units.length === 0 ? 1 : random()
      // Of two levels the nearer one: most of what happens happens near the best price.
      const drawn = [units[below(units.length)], units[below(units.length)]]
      const known = side === 1 ? Math.max(...drawn) : Math.min(...drawn)
      if (kind < 0.35) write(side, known, 1 + below(50_000))
      else if (kind < (units.length > levelsUsual ? 0.8 : 0.55)) write(side, known, 0)
      else {
        const reach = random() < 0.2 ? farUnits : nearUnits
        write(side, middle - side * (1 + Math.floor(random() * random() * reach)), 1 + below(50_000))
      }
    }
    lane.close()
    ends.push(lane.tail)
  }
  return { lane, priceScale, prices, ends: Int32Array.from(ends) }
}

/** Numbers in [0, 1) that a seed gives again. */
export function chance(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
