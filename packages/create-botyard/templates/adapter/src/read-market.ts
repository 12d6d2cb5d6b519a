import type { InstrumentRules, Side } from '@botyard/core'

// Text in, plain numbers out: no sockets and no clock, so that a recorded message is all a test needs.

/** Price and quantity of one level. */
export type Level = readonly [price: number, quantity: number]

/** A whole book, or the levels that changed; a quantity of 0 removes one. */
export interface BookMessage {
  readonly kind: 'book'
  readonly name: string
  readonly isWhole: boolean
  readonly sequence: number
  readonly micros: number
  readonly bids: readonly Level[]
  readonly asks: readonly Level[]
}

/** Trades of one moment; the side is the taker's. */
export interface TradesMessage {
  readonly kind: 'trades'
  readonly name: string
  readonly sequence: number
  readonly micros: number
  readonly trades: readonly { readonly side: Side; readonly price: number; readonly quantity: number }[]
}

/** Acme will send these topics from now on. */
export interface SubscribedMessage {
  readonly kind: 'subscribed'
  readonly topics: readonly string[]
}

export type MarketMessage = BookMessage | TradesMessage | SubscribedMessage

interface WrittenFrame {
  readonly op?: string
  readonly topics?: readonly string[]
  readonly topic?: string
  readonly type?: 'snapshot' | 'change'
  readonly sequence?: number
  readonly time?: number
  readonly bids?: readonly (readonly [string, string])[]
  readonly asks?: readonly (readonly [string, string])[]
  readonly trades?: readonly { readonly side: 'buy' | 'sell'; readonly price: string; readonly quantity: string }[]
}

interface WrittenRules {
  readonly name: string
  readonly base: string
  readonly quote: string
  readonly tick: string
  readonly lot: string
  readonly minQuantity: string
  readonly minValue: string
}

/** One frame of the market line; undefined for one that cannot be read, which is weather and no reason to stop. */
export function readMarket(text: string): MarketMessage | undefined {
  return read(text, (frame: WrittenFrame) => {
    const { op, topics = [], topic, type, sequence, time, bids = [], asks = [], trades = [] } = frame
    if (op === 'subscribed') return { kind: 'subscribed', topics }
    if (topic === undefined || sequence === undefined || time === undefined) return undefined
    const head = { name: topic.slice(topic.indexOf('.') + 1), sequence, micros: time * 1000 }
    if (topic.startsWith('trades.')) return { kind: 'trades', ...head, trades: trades.map(readTrade) }
    return { kind: 'book', ...head, isWhole: type === 'snapshot', bids: bids.map(readLevel), asks: asks.map(readLevel) }
  })
}

/** The rules of every market that Acme lists. */
export function readInstruments(text: string): InstrumentRules[] {
  const listed = read(text, ({ instruments }: { readonly instruments: readonly WrittenRules[] }) => instruments.map(readRules))
  return listed ?? []
}

function readRules({ name, base, quote, tick, lot, minQuantity, minValue }: WrittenRules): InstrumentRules {
  return {
    venue: 'acme',
    kind: 'linear',
    name,
    base,
    quote,
    settle: quote,
    contractSize: 1,
    priceScale: scaleOf(tick),
    lotScale: scaleOf(lot),
    tick: Number(tick),
    lot: Number(lot),
    minQuantity: Number(minQuantity),
    minNotional: Number(minValue),
  }
}

/** The power of ten that makes every multiple of a step a whole number: 100 for '0.25'. */
function scaleOf(step: string): number {
  return Number(`1e${step.split('.')[1]?.length ?? 0}`)
}

function readLevel([price, quantity]: readonly [string, string]): Level {
  return [Number(price), Number(quantity)]
}

function readTrade({
  side,
  price,
  quantity,
}: {
  readonly side: 'buy' | 'sell'
  readonly price: string
  readonly quantity: string
}) {
  return { side: side === 'buy' ? 1 : -1, price: Number(price), quantity: Number(quantity) } as const
}

/** What `from` makes of a JSON text; undefined when it is none, or one of another shape. */
function read<W, T>(text: string, from: (written: W) => T): T | undefined {
  try {
    return from(JSON.parse(text) as W)
  } catch {
    return undefined
  }
}
