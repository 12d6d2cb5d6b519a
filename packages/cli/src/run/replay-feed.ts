import { type Env, type Feed, Flag, type Lane, type MemoryLane, type Micros } from '@botyard/core'

/** How often a replay that keeps time looks whether more is due. */
const lookEvery: Micros = 20_000

/** A recording that comes row by row as a live market would, at a multiple of real time or as fast as it is taken. */
export class ReplayFeed implements Feed {
  ended = false
  wait: Micros = 0
  readonly #source: Lane
  readonly #lane: MemoryLane
  readonly #env: Env
  readonly #speed: number | 'max'
  readonly #from: Micros
  readonly #to: Micros
  #started: Micros | undefined

  constructor(
    source: Lane,
    lane: MemoryLane,
    env: Env,
    speed: number | 'max',
    range: { readonly from: Micros; readonly to: Micros },
  ) {
    this.#source = source
    this.#lane = lane
    this.#env = env
    this.#speed = speed
    this.#from = range.from
    this.#to = range.to
  }

  fill(): Micros {
    const source = this.#source
    const last = this.#to - 1
    const now = this.#now()
    if (source.head === source.tail && !(source.refill?.() ?? false)) {
      this.wait = now < last ? lookEvery : 0
      this.ended = now >= last
      return Math.min(now, last)
    }
    const time = source.receivedTime[source.head]
    if (time > now) {
      this.wait = lookEvery
      return Math.max(Math.floor(now), this.#from)
    }
    this.wait = 0
    this.#copyInstant(time)
    return time
  }

  /** The time of the replayed market: how far it may have come by now. */
  #now(): Micros {
    if (this.#speed === 'max') return Number.POSITIVE_INFINITY
    const wall = this.#env.wall()
    this.#started ??= wall
    return this.#from + (wall - this.#started) * this.#speed
  }

  /** Copies every message of one instant, because who hears of bars hears of all that close together. */
  #copyInstant(time: Micros): void {
    const source = this.#source
    while ((source.head < source.tail || (source.refill?.() ?? false)) && source.receivedTime[source.head] === time)
      this.#copyMessage()
  }

  #copyMessage(): void {
    const source = this.#source
    const lane = this.#lane
    lane.open()
    for (let isLast = false; !isLast; source.head++) {
      const from = source.head
      const row = lane.next(source.kind[from])
      isLast = (source.flags[from] & Flag.last) !== 0
      if (row < 0) continue
      lane.flags[row] = source.flags[from] & ~Flag.last
      lane.instrument[row] = source.instrument[from]
      lane.side[row] = source.side[from]
      lane.price[row] = source.price[from]
      lane.quantity[row] = source.quantity[from]
      lane.a[row] = source.a[from]
      lane.b[row] = source.b[from]
      lane.ref[row] = source.ref[from]
      lane.exchangeTime[row] = source.exchangeTime[from]
      lane.receivedTime[row] = source.receivedTime[from]
      lane.sequence[row] = source.sequence[from]
    }
    lane.close()
  }
}
