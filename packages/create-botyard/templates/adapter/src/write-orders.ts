import { createHmac } from 'node:crypto'
import type { Draft, HttpCall } from '@botyard/core'

// What is sent, from plain values and a time that is passed in: the same call gives the same bytes.

/** A key pair of an account. */
export interface Keys {
  readonly key: string
  readonly secret: string
}

/** Where a request goes, and when it was made, in milliseconds since the epoch. */
export interface Sending {
  readonly host: string
  readonly keys: Keys
  readonly millis: number
}

/** A new order. The draft is read here and now, since it is refilled for the next one. */
export function writeOrder(draft: Draft, sending: Sending): HttpCall {
  const { instrument, priceUnits, lots } = draft
  const body = {
    id: draft.id,
    name: instrument.name,
    side: draft.side === 1 ? 'buy' : 'sell',
    type: draft.type,
    quantity: decimal(lots, instrument.lotScale),
    ...(draft.type === 'limit' ? { price: decimal(priceUnits, instrument.priceScale) } : {}),
    lifetime: draft.lifetime,
    postOnly: draft.postOnly,
    reduceOnly: draft.reduceOnly,
  }
  return signed('POST', '/v1/orders', JSON.stringify(body), sending)
}

/** Takes an order back. */
export function writeCancel(id: string, sending: Sending): HttpCall {
  return signed('DELETE', `/v1/orders/${id}`, '', sending)
}

/** Asks what became of an order. */
export function writeQuestion(id: string, sending: Sending): HttpCall {
  return signed('GET', `/v1/orders/${id}`, '', sending)
}

/** The first frame of the account line. */
export function writeLogin({ keys, millis }: Sending): string {
  return JSON.stringify({ op: 'login', key: keys.key, time: millis, signature: signature(keys, `${millis}login`) })
}

/** The frame that asks for topics of the market line. */
export function writeSubscribe(topics: readonly string[]): string {
  return JSON.stringify({ op: 'subscribe', topics })
}

/** A count of units or lots as a decimal with all of its places: 419,999 tenths are '41999.9'. */
function decimal(count: number, scale: number): string {
  return (count / scale).toFixed(Math.round(Math.log10(scale)))
}

function signed(method: string, path: string, body: string, { host, keys, millis }: Sending): HttpCall {
  const headers = {
    'content-type': 'application/json',
    'acme-key': keys.key,
    'acme-time': String(millis),
    'acme-signature': signature(keys, `${millis}${method}${path}${body}`),
  }
  const call = { method, url: `https://${host}${path}`, headers }
  return body === '' ? call : { ...call, body: new TextEncoder().encode(body) }
}

function signature({ secret }: Keys, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex')
}
