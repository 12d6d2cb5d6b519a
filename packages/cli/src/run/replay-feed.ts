import { assert, copyRow, type Env, type Feed, Flag, type Lane, MemoryLane, type Micros } from '@botyard/core'

/** How often a replay that keeps time looks whether more is due. */
const lookEvery: Micros = 20_000

/** The lane that a feed writes. An instant that is larger than the lane comes in parts, each as soon as the one before was read. */
export class FeedLane extends MemoryLane {
  /** Writes what is left of the instant in hand; set by the feed. */
  more: () => void = () => {}

  refill(): boolean {
    this.more()
    return this.head < this.tail
  }
}

/** A recording that comes row by row as a live market would, at a multiple of real time or as fast as it is taken. */
export class ReplayFeed implements Feed {
  ended = false
  wait: Micros = 0
  readonly #source: Lane
  readonly #lane: FeedLane
  readonly #env: Env
  readonly #speed: number | 'max'
  readonly #from: Micros
  readonly #to: Micros
  #started: Micros | undefined
  #instant: Micros = Number.NaN

  constructor(
    source: Lane,
    lane: FeedLane,
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
    lane.more = () => this.#copyInstant()
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
    this.#instant = time
    this.#copyInstant()
    return time
  }

  /** The time of the replayed market: how far it may have come by now. */
  #now(): Micros {
    if (this.#speed === 'max') return Number.POSITIVE_INFINITY
    const wall = this.#env.wall()
    this.#started ??= wall
    return this.#from + (wall - this.#started) * this.#speed
  }

  /** Copies every message of one instant that finds room, because who hears of bars hears all that close together. */
  #copyInstant(): void {
    const source = this.#source
    while (
      (source.head < source.tail || (source.refill?.() ?? false)) &&
      source.receivedTime[source.head] === this.#instant &&
      this.#copyMessage()
    );
  }

  /** False when the message has to wait until the lane was read. */
  #copyMessage(): boolean {
    const source = this.#source
    const lane = this.#lane
    let to = source.head
    while ((source.flags[to] & Flag.last) === 0) to++
    to++
    lane.open()
    const hasRoom = to - source.head <= lane.rowsMax - lane.tail
    if (!hasRoom) {
      assert(lane.tail > 0, `a message of ${to - source.head} rows fits the lane of a feed`)
      return false
    }
    for (; source.head < to; source.head++) copyRow(source, source.head, lane, lane.next(source.kind[source.head]))
    lane.close()
    return true
  }
}
