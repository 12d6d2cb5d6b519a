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
  const frame = parsed(text) as WrittenFrame | undefined
  if (frame?.op === 'subscribed') return { kind: 'subscribed', topics: frame.topics ?? [] }
  const { topic, sequence, time } = frame ?? {}
  if (topic === undefined || sequence === undefined || time === undefined) return undefined
  const name = topic.slice(topic.indexOf('.') + 1)
  const head = { name, sequence, micros: time * 1000 }
  if (topic.startsWith('trades.')) return { kind: 'trades', ...head, trades: (frame?.trades ?? []).map(readTrade) }
  const bids = (frame?.bids ?? []).map(readLevel)
  const asks = (frame?.asks ?? []).map(readLevel)
  return { kind: 'book', ...head, isWhole: frame?.type === 'snapshot', bids, asks }
}

/** The rules of every market that Acme lists. */
export function readInstruments(text: string): InstrumentRules[] {
  const answer = parsed(text) as { readonly instruments?: readonly WrittenRules[] } | undefined
  return (answer?.instruments ?? []).map((rules) => ({
    venue: 'acme',
    kind: 'linear',
    name: rules.name,
    base: rules.base,
    quote: rules.quote,
    settle: rules.quote,
    contractSize: 1,
    priceScale: scaleOf(rules.tick),
    lotScale: scaleOf(rules.lot),
    tick: Number(rules.tick),
    lot: Number(rules.lot),
    minQuantity: Number(rules.minQuantity),
    minNotional: Number(rules.minValue),
  }))
}

/** The power of ten that makes every multiple of a step a whole number: 100 for '0.25'. */
function scaleOf(step: string): number {
  return Number(`1e${step.split('.')[1]?.length ?? 0}`)
}

function readLevel([price, quantity]: readonly [string, string]): Level {
  return [Number(price), Number(quantity)]
}

function readTrade({ side, price, quantity }: { readonly side: 'buy' | 'sell'; readonly price: string; readonly quantity: string }) {
  return { side: side === 'buy' ? 1 : -1, price: Number(price), quantity: Number(quantity) } as const
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
