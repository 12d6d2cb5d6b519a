import { definePlugin, Executor, Kind, type MemoryLane, type Micros, type PluginSpec, type Tape } from '@botyard/core'

/** The line between a bot and its scripted venue: it carries requests there and answers back, and loses what a test says. */
export class ScriptLine {
  /** Requests and answers that are lost next. */
  requestsLost = 0
  answersLost = 0
  isDown = false
  #lane: MemoryLane | undefined

  /** Stands before the venue's door, behind every stage of the bot's own plugins. */
  readonly plugin: PluginSpec = definePlugin({
    name: 'script-line',
    setup: (host) =>
      host.wrap(Executor, ({ next }) => ({
        submit: (draft) => void (this.#carriesRequest() && next.submit(draft)),
        amend: (draft) => void (this.#carriesRequest() && next.amend(draft)),
        cancel: (order) => void (this.#carriesRequest() && next.cancel(order)),
      })),
  })()

  /** What the venue writes to, so that its answers reach this lane or are lost. */
  tapeTo(lane: MemoryLane): Tape {
    this.#lane = lane
    return new LosingTape(lane, () => this.#losesAnswer())
  }

  /** The line falls with every answer that was on its way, or stands again. */
  turn(isUp: boolean, time: Micros): void {
    const lane = this.#lane
    if (lane === undefined) return
    this.isDown = !isUp
    lane.head = lane.tail
    lane.open()
    const row = lane.next(Kind.connection)
    lane.instrument[row] = 0
    lane.ref[row] = 0
    lane.a[row] = isUp ? 1 : 0
    lane.exchangeTime[row] = time
    lane.receivedTime[row] = time
    lane.sequence[row] = 0
    lane.close()
  }

  #carriesRequest(): boolean {
    if (this.isDown) return false
    if (this.requestsLost === 0) return true
    this.requestsLost--
    return false
  }

  #losesAnswer(): boolean {
    if (this.isDown) return true
    if (this.answersLost === 0) return false
    this.answersLost--
    return true
  }
}

/** A lane as its producer sees it, some of whose messages never become visible. */
class LosingTape implements Tape {
  readonly kind: Uint8Array
  readonly flags: Uint8Array
  readonly instrument: Uint16Array
  readonly side: Int8Array
  readonly price: Int32Array
  readonly quantity: Float64Array
  readonly a: Float64Array
  readonly b: Float64Array
  readonly ref: Int32Array
  readonly exchangeTime: Float64Array
  readonly receivedTime: Float64Array
  readonly sequence: Float64Array
  readonly #lane: MemoryLane
  readonly #isLost: () => boolean

  constructor(lane: MemoryLane, isLost: () => boolean) {
    this.kind = lane.kind
    this.flags = lane.flags
    this.instrument = lane.instrument
    this.side = lane.side
    this.price = lane.price
    this.quantity = lane.quantity
    this.a = lane.a
    this.b = lane.b
    this.ref = lane.ref
    this.exchangeTime = lane.exchangeTime
    this.receivedTime = lane.receivedTime
    this.sequence = lane.sequence
    this.#lane = lane
    this.#isLost = isLost
  }

  open(): void {
    this.#lane.open()
  }

  next(kind: number): number {
    return this.#lane.next(kind)
  }

  close(): void {
    if (this.#isLost()) this.#lane.discard()
    else this.#lane.close()
  }

  discard(): void {
    this.#lane.discard()
  }
}
