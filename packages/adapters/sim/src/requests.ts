import type { Draft, Memory, Micros, OrderHandle } from '@botyard/core'
import type { LatencyModel } from './latency.ts'
import { type Columns, firstRows, restoreColumns, type SavedColumns, saveColumns } from './saved-columns.ts'

/** What a request wants. */
export const RequestKind = { submit: 0, amend: 1, cancel: 2, ask: 3 } as const

/** What an amend asks for; a draft says it. */
type Terms = Pick<Draft, 'lots' | 'priceUnits' | 'triggerUnits'>

/** When a request leaves, and when its sender had heard of the market last. */
interface Sending {
  readonly sent: Micros
  readonly news: Micros
}

/** Requests on their way as plain data, the next one to arrive first. */
export interface SavedRequests {
  readonly columns: SavedColumns
  readonly count: number
  readonly lastArrival: Micros
}

/**
 * Requests on their way to the exchange, in the order in which they arrive. They share one connection, so none overtakes another
 * however long the wire takes for it.
 */
export class Requests {
  /** When the next one arrives; Infinity for none. */
  due: Micros = Number.POSITIVE_INFINITY
  readonly kind: Uint8Array
  readonly slot: Int32Array
  readonly handle: Int32Array
  readonly lots: Float64Array
  readonly priceUnits: Int32Array
  readonly triggerUnits: Int32Array
  /** When its sender had heard of the market last. */
  readonly news: Float64Array
  readonly #arrival: Float64Array
  readonly #latency: LatencyModel
  readonly requestsMax: number
  #first = 0
  #count = 0
  #lastArrival: Micros = 0

  constructor(memory: Memory, latency: LatencyModel, requestsMax: number) {
    this.#latency = latency
    this.requestsMax = requestsMax
    this.kind = memory.column('u8', requestsMax, 'sim.request.kind')
    this.slot = memory.column('i32', requestsMax, 'sim.request.slot')
    this.handle = memory.column('i32', requestsMax, 'sim.request.handle')
    this.lots = memory.column('f64', requestsMax, 'sim.request.lots')
    this.priceUnits = memory.column('i32', requestsMax, 'sim.request.priceUnits')
    this.triggerUnits = memory.column('i32', requestsMax, 'sim.request.triggerUnits')
    this.news = memory.column('f64', requestsMax, 'sim.request.news')
    this.#arrival = memory.column('f64', requestsMax, 'sim.request.arrival')
  }

  /** Sends a request by somebody who has heard news then; false when there is no room for it. */
  send(kind: number, slot: number, handle: OrderHandle, { sent, news }: Sending, terms?: Terms): boolean {
    if (this.#count === this.requestsMax) return false
    const row = (this.#first + this.#count++) % this.requestsMax
    const arrival = Math.max(this.#lastArrival, sent + this.#latency.entryMicros(sent))
    this.#lastArrival = arrival
    this.#arrival[row] = arrival
    this.kind[row] = kind
    this.slot[row] = slot
    this.handle[row] = handle
    this.news[row] = news
    if (terms !== undefined) {
      this.lots[row] = terms.lots
      this.priceUnits[row] = terms.priceUnits
      this.triggerUnits[row] = terms.triggerUnits
    }
    if (this.#count === 1) this.due = arrival
    return true
  }

  save(): SavedRequests {
    const rows = firstRows(this.#count).map((at) => (this.#first + at) % this.requestsMax)
    return { columns: saveColumns(this.#columns, rows), count: this.#count, lastArrival: this.#lastArrival }
  }

  restore({ columns, count, lastArrival }: SavedRequests): void {
    restoreColumns(this.#columns, firstRows(count), columns)
    this.#first = 0
    this.#count = count
    this.#lastArrival = lastArrival
    this.due = count === 0 ? Number.POSITIVE_INFINITY : this.#arrival[0]
  }

  get #columns(): Columns {
    const { kind, slot, handle, lots, priceUnits, triggerUnits, news } = this
    return { kind, slot, handle, lots, priceUnits, triggerUnits, news, arrival: this.#arrival }
  }

  /** The row of the request that has arrived first; it is readable until the next one is sent. */
  receive(): number {
    const row = this.#first
    this.#first = (row + 1) % this.requestsMax
    this.#count--
    this.due = this.#count === 0 ? Number.POSITIVE_INFINITY : this.#arrival[this.#first]
    return row
  }
}
