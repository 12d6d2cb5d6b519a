import { Kind } from '../engine/tape-kinds.ts'
import type { Draft } from '../ports/execution.ts'
import type { OrderHandle } from '../ports/orders.ts'
import type { OrderGateway, Supports } from '../ports/venue.ts'
import { Refuse } from './refusals.ts'

/** A message that reached the gateway, copied as it was then. */
export type Message = Pick<
  Draft,
  | 'handle'
  | 'owner'
  | 'side'
  | 'type'
  | 'priceUnits'
  | 'lots'
  | 'triggerUnits'
  | 'by'
  | 'trail'
  | 'reduceOnly'
  | 'postOnly'
  | 'link'
> & { readonly what: 'submit' | 'amend' | 'cancel'; readonly symbol: string }

/** An order as the venue knows it. */
interface Working {
  priceUnits: number
  lots: number
  filledLots: number
}

/** What the venue says of an order, before it is written to the tape. */
export interface Said {
  readonly kind: number
  readonly handle: OrderHandle
  readonly priceUnits?: number
  readonly lots?: number
  readonly a?: number
}

/**
 * A venue that does what it is told, one request at a time and when the test says so: requests and answers wait on the wire between.
 * It matches nothing by itself; fills are the test's to give. What it says is read from `said`.
 */
export class ModelVenue implements OrderGateway {
  readonly supports: Supports
  /** Everything that reached the gateway, oldest first. */
  readonly messages: Message[] = []
  /** Orders that work at the venue. */
  readonly working = new Map<OrderHandle, Working>()
  readonly asked: Message[] = []
  readonly said: Said[] = []
  flushed = 0
  #executions = 0

  constructor(canAmend = true) {
    const all = { postOnly: true, reduceOnly: true, stop: true, trailing: true, cancelOnDisconnect: false, hedge: false }
    this.supports = { amend: canAmend, batch: 1, ...all }
  }

  submit(draft: Draft): void {
    this.#ask('submit', draft)
  }

  amend(draft: Draft): void {
    this.#ask('amend', draft)
  }

  cancel(handle: OrderHandle): void {
    const sent = this.messages.find((message) => message.what === 'submit' && message.handle === handle)
    const message = { ...(sent as Message), handle, what: 'cancel' } as const
    this.messages.push(message)
    this.asked.push(message)
  }

  ask(): void {}

  flush(): void {
    this.flushed++
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  /** The oldest request arrives; a fate of 'refused' turns it down. */
  arrive(fate: 'done' | 'refused' = 'done'): void {
    const request = this.asked.shift()
    if (request === undefined) return
    const { what, handle, priceUnits, lots } = request
    const order = this.working.get(handle)
    if (what === 'submit') {
      if (fate === 'done') this.working.set(handle, { priceUnits, lots, filledLots: 0 })
      this.#say(fate === 'done' ? Kind.accepted : Kind.rejected, handle, Refuse.venueReason)
    } else if (what === 'amend') {
      const isTaken = order !== undefined && fate === 'done' && lots > order.filledLots
      if (isTaken) Object.assign(order, { priceUnits, lots })
      this.#say(isTaken ? Kind.amended : Kind.amendRefused, handle, Refuse.alreadyDone)
    } else {
      const isTaken = order !== undefined && fate === 'done'
      if (isTaken) this.working.delete(handle)
      this.#say(isTaken ? Kind.cancelled : Kind.cancelRefused, handle, Refuse.alreadyDone)
    }
  }

  /** Fills a working order, by no more than is left of it. */
  fill(handle: OrderHandle, lots: number, priceUnits = 0): void {
    const order = this.working.get(handle)
    if (order === undefined) return
    const filled = Math.min(lots, order.lots - order.filledLots)
    order.filledLots += filled
    if (order.filledLots === order.lots) this.working.delete(handle)
    this.said.push({
      kind: Kind.fill,
      handle,
      lots: filled,
      priceUnits: priceUnits || order.priceUnits || 10_000,
      a: ++this.#executions,
    })
  }

  #say(kind: number, handle: OrderHandle, refusal: number): void {
    const order = this.working.get(handle)
    const terms = order === undefined ? {} : { priceUnits: order.priceUnits, lots: order.lots }
    const isNo = kind === Kind.rejected || kind === Kind.amendRefused || kind === Kind.cancelRefused
    this.said.push({ kind, handle, ...terms, ...(isNo ? { a: refusal } : {}) })
  }

  #ask(what: 'submit' | 'amend', draft: Draft): void {
    const { handle, owner, side, type, priceUnits, lots, triggerUnits, by, trail, reduceOnly, postOnly, link, instrument } = draft
    const terms = { handle, owner, side, type, priceUnits, lots, triggerUnits, by, trail, reduceOnly, postOnly, link }
    const message = { what, symbol: instrument.symbol, ...terms }
    this.messages.push(message)
    this.asked.push(message)
  }
}
