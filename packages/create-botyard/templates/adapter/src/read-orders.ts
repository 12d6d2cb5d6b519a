import { type Refusal, Refuse, type Side } from '@botyard/core'

// What the account line and the order requests say. Text in, plain numbers out.

/** What happened to an order; amounts of money stay text until the ledger's own units are known. */
export type OrderEvent =
  | { readonly kind: 'accepted' | 'cancelled' | 'expired'; readonly id: string; readonly micros: number; readonly filled: number }
  | { readonly kind: 'rejected'; readonly id: string; readonly micros: number; readonly refusal: Refusal }
  | FillEvent

/** One execution of one order. */
export interface FillEvent {
  readonly kind: 'fill'
  readonly id: string
  readonly micros: number
  /** Acme's number of the execution, unique on the account. */
  readonly execution: number
  readonly side: Side
  readonly price: number
  readonly quantity: number
  readonly fee: string
  readonly feeCurrency: string
  readonly isMaker: boolean
}

/** The account line after its first frame: open for events, or refused with a reason. */
export type LoginAnswer = { readonly kind: 'ready' } | { readonly kind: 'refused'; readonly reason: string }

interface WrittenEvent {
  readonly event?: string
  readonly id?: string
  readonly time?: number
  readonly filled?: string
  readonly code?: string
  readonly reason?: string
  readonly execution?: number
  readonly side?: 'buy' | 'sell'
  readonly price?: string
  readonly quantity?: string
  readonly fee?: string
  readonly feeCurrency?: string
  readonly maker?: boolean
}

const refusals: Readonly<Record<string, Refusal>> = {
  POST_ONLY: Refuse.postOnlyWouldTake,
  REDUCE_ONLY: Refuse.nothingToReduce,
  NOT_ENOUGH: Refuse.insufficientBalance,
  HALTED: Refuse.venueHalted,
  UNKNOWN_ORDER: Refuse.unknownOrder,
  DONE: Refuse.alreadyDone,
}

/** What core calls a reason of Acme. */
export function refusalOf(code: string | undefined): Refusal {
  return refusals[code ?? ''] ?? Refuse.venueReason
}

/** One frame of the account line, or one answer to a question about an order; undefined when it cannot be read. */
export function readEvent(text: string): OrderEvent | LoginAnswer | undefined {
  const written = parsed(text)
  const { event, id, time = 0 } = written ?? {}
  if (event === 'ready') return { kind: 'ready' }
  if (event === 'refused') return { kind: 'refused', reason: written?.reason ?? 'no reason given' }
  if (written === undefined || id === undefined) return undefined
  const micros = time * 1000
  if (event === 'accepted' || event === 'cancelled' || event === 'expired')
    return { kind: event, id, micros, filled: Number(written.filled ?? 0) }
  if (event === 'rejected') return { kind: 'rejected', id, micros, refusal: refusalOf(written.code) }
  return event === 'fill' ? readFill(written, id, micros) : undefined
}

/** The code in the answer to a request that Acme did not carry out. */
export function readCode(text: string): string | undefined {
  return parsed(text)?.code
}

function readFill(written: WrittenEvent, id: string, micros: number): FillEvent | undefined {
  const { execution, side, price, quantity, fee, feeCurrency, maker = false } = written
  if (execution === undefined || side === undefined || fee === undefined || feeCurrency === undefined) return undefined
  const numbers = { price: Number(price), quantity: Number(quantity) }
  return { kind: 'fill', id, micros, execution, side: side === 'buy' ? 1 : -1, ...numbers, fee, feeCurrency, isMaker: maker }
}

function parsed(text: string): WrittenEvent | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
