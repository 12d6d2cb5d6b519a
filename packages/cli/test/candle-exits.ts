import { type Desk, defineStrategy, type OrderHandle, type Side, type Strategy } from '@botyard/core'

/** One row of a table: a candle, and the signals that are given at its close; those of shorts may be left out. */
export type CandleRow = readonly [
  candle: number,
  open: number,
  high: number,
  low: number,
  close: number,
  volume: number,
  enter: 0 | 1,
  exit: 0 | 1,
  enterShort?: 0 | 1,
  exitShort?: 0 | 1,
]

/** A table of candles, the exits that its strategy has, and the trades that come of them. */
export interface ExitTable {
  readonly name: string
  readonly description: string
  readonly data: readonly CandleRow[]
  /** Share of the entry that can be lost, below zero. */
  readonly stop_loss: number
  /** Gains that are enough, as shares of the entry, by the minutes from which they are; -1 is any price. */
  readonly roi: Readonly<Record<string, number>>
  readonly use_exit_signal?: boolean
  readonly trailing_stop?: boolean
  /** Distance of the trailing stop beyond the offset, where it differs from the stop's. */
  readonly trailing_stop_positive?: number
  readonly trailing_stop_positive_offset?: number
  /** Nothing trails before the offset. */
  readonly trailing_only_offset_is_reached?: boolean
  /** Sum of what the trades bring, as shares of their entries. */
  readonly profit_perc: number
  readonly trades: readonly {
    readonly exit_reason: string
    readonly open_tick: number
    readonly close_tick: number
    readonly is_short?: boolean
  }[]
}

/** Minutes of a candle. */
export const candleMinutes = 60
const tick = 0.01
const cents = (price: number) => Math.round(price * 100) / 100

/** What a table's words for an exit are as the reason of an order. */
export const reasons = { stop: 'STOP_LOSS', trail: 'TRAILING_STOP_LOSS', target: 'ROI', signal: 'EXIT_SIGNAL' } as const

/**
 * The strategy that a table describes, of public orders: a market order for each signal, a stop, trailing stops and a target that only
 * reduce, and timers that move the target. A stop that a trailing stop has passed is withdrawn, because there is only one at a time.
 * The candle of each fill is written down, because a time alone does not tell the end of one from the beginning of the next.
 */
export function followsTable(table: ExitTable, candles: number[]) {
  return defineStrategy({ name: 'table', create: (desk) => new Follower(table, desk, candles) })
}

class Follower implements Strategy {
  readonly #table: ExitTable
  readonly #desk: Desk
  readonly #candles: number[]
  readonly #steps: readonly (readonly [minutes: number, share: number])[]
  /** Candles that have opened. */
  #opened = 0
  #entry = 0
  #best = 0
  #stop: OrderHandle = 0
  #target: OrderHandle = 0
  #timers: number[] = []
  /** Steps that begin with a candle, by its number. */
  #atOpen = new Map<number, number>()

  constructor(table: ExitTable, desk: Desk, candles: number[]) {
    this.#table = table
    this.#desk = desk
    // A rehearsal may come before the run that counts.
    candles.length = 0
    this.#candles = candles
    this.#steps = Object.entries(table.roi).map(([minutes, share]) => [Number(minutes), share])
    desk.bars('1h')
  }

  /** Signals of a candle are followed when the next one opens: what happened inside it is known then. */
  onOpen(): void {
    const candle = this.#opened++
    if (candle === 0) return
    const [, , high, low, , , enter, exit, enterShort = 0, exitShort = 0] = this.#table.data[candle - 1]
    const { flat, side } = this.#desk.position
    if (flat) {
      if (enter === 1) this.#desk.buy(1)
      else if (enterShort === 1) this.#desk.sell(1)
      return
    }
    this.#best = side > 0 ? Math.max(this.#best, high) : Math.min(this.#best, low)
    if (this.#hasTrailed(side as Side)) this.#desk.cancel(this.#stop)
    const share = this.#atOpen.get(candle)
    if (this.#table.use_exit_signal && (side > 0 ? exit : exitShort) === 1) this.#desk.exit('signal')
    else if (share === -1) this.#desk.exit('target')
    else if (share !== undefined) this.#moveTarget(share)
  }

  onFill(): void {
    const { flat, side, averagePrice } = this.#desk.position
    this.#candles.push(this.#opened - 1)
    for (const timer of this.#timers) this.#desk.clock.cancel(timer)
    this.#timers = []
    this.#atOpen.clear()
    if (flat) return
    this.#entry = this.#best = averagePrice
    this.#protect(side as Side)
    for (const [minutes, share] of this.#steps) {
      if (minutes === 0) this.#target = this.#send(side as Side, 'limit', 'target', { price: this.#targetAt(share) })
      else if (minutes % candleMinutes === 0) this.#atOpen.set(this.#opened - 1 + minutes / candleMinutes, share)
      else this.#timers.push(this.#desk.clock.after(`${minutes}m`, () => this.#moveTarget(share)))
    }
  }

  #protect(side: Side): void {
    const { stop_loss, trailing_stop, trailing_stop_positive, trailing_stop_positive_offset = 0 } = this.#table
    const stop = this.#entry * (1 + side * stop_loss)
    this.#stop = this.#send(side, 'stop', 'stop', { trigger: cents(stop) })
    if (!trailing_stop) return
    if (!this.#waitsForOffset) this.#send(side, 'trailing', 'trail', { trail: -stop_loss })
    if (trailing_stop_positive === undefined) return
    const activation = cents(this.#entry * (1 + side * trailing_stop_positive_offset))
    this.#send(side, 'trailing', 'trail', { trail: trailing_stop_positive, trigger: activation + side * tick })
  }

  get #waitsForOffset(): boolean {
    return this.#table.trailing_only_offset_is_reached === true
  }

  #send(side: Side, type: 'stop' | 'trailing' | 'limit', reason: string, terms: object): OrderHandle {
    const quantity = this.#desk.position.quantity
    return this.#desk.send({ side: -side as Side, quantity, type, reduceOnly: true, reason, ...terms })
  }

  #targetAt(share: number): number {
    const side = this.#desk.position.side as Side
    return Math.max(tick, cents(this.#entry * (1 + side * share)))
  }

  #moveTarget(share: number): void {
    this.#desk.amend(this.#target, this.#desk.position.quantity, this.#targetAt(share))
  }

  #hasTrailed(side: Side): boolean {
    const { trailing_stop, trailing_stop_positive: distance, trailing_stop_positive_offset: offset = 0 } = this.#table
    if (!trailing_stop) return false
    const gain = (side * (this.#best - this.#entry)) / this.#entry
    return gain > (this.#waitsForOffset || distance !== undefined ? offset : 0)
  }
}
