import type { Ledger, LedgerRecord } from '@botyard/core'
import { restoreLedger, saveLedger } from '@botyard/core'
import type { SimAccount } from './account.ts'
import type { Answers, SavedAnswers } from './answers.ts'
import type { Arrivals } from './arrivals.ts'
import type { CountedStream } from './counted-stream.ts'
import type { Executions } from './executions.ts'
import type { Funding } from './funding.ts'
import type { OrderLists } from './order-lists.ts'
import type { QueueModel } from './queue-position.ts'
import type { Requests, SavedRequests } from './requests.ts'
import { fits, restoreColumns, type SavedColumns, type SavedNumber, saveColumns, saveNumber } from './saved-columns.ts'
import { restoreMarket, type SavedMarket, saveMarket } from './saved-market.ts'
import type { SimMarket } from './sim-market.ts'
import type { SavedSimOrders, SimOrders } from './sim-orders.ts'

/** One instrument with its orders by list. */
interface SavedListing {
  readonly symbol: string
  readonly market: SavedMarket
  readonly lists: readonly (readonly number[])[]
}

/** Of what is saved; another one does not fit. */
const savedVersion = 2

/** Everything that a simulated exchange needs to go on where it stopped; plain data that JSON keeps exactly. */
export interface SavedExchange {
  readonly version: number
  /** @internal */
  readonly orders: SavedSimOrders
  /** @internal */
  readonly queue: SavedColumns
  /** @internal */
  readonly requests: SavedRequests
  /** @internal */
  readonly answers: SavedAnswers
  /**
   * When the orders of the day end.
   *
   * @internal
   */
  readonly dayEnds: SavedNumber
  /**
   * What is counted by instrument, in the order of the listings.
   *
   * @internal
   */
  readonly counts: SavedColumns
  /** @internal */
  readonly listings: readonly SavedListing[]
  /** How far the streams of chance were read. */
  readonly drawn: readonly number[]
  /** Books of the account, where it keeps them. */
  readonly ledger?: LedgerRecord
}

/** The parts of an exchange that remember anything from one message to the next. */
export interface ExchangeParts {
  readonly orders: SimOrders
  readonly lists: OrderLists
  readonly queue: QueueModel
  readonly requests: Requests
  readonly answers: Answers
  readonly arrivals: Arrivals
  readonly executions: Executions
  readonly markets: readonly (SimMarket | undefined)[]
  readonly chances: readonly CountedStream[]
  readonly account: SimAccount | undefined
  readonly funding: Funding | undefined
  readonly ledger: Ledger | undefined
}

/** Writes down an exchange between two messages. */
export function saveExchange(parts: ExchangeParts): SavedExchange {
  const { orders, lists, queue, requests, answers, arrivals, executions, ledger } = parts
  const listed = listedIn(parts)
  const saved = orders.save()
  return {
    version: savedVersion,
    orders: saved,
    queue: saveColumns(queue.columns, saved.slots),
    requests: requests.save(),
    answers: answers.save(),
    dayEnds: saveNumber(arrivals.dayEnds),
    counts: saveColumns(executions.columns, numbersOf(listed)),
    listings: listed.map((market) => {
      const { symbol, index } = market.instrument
      return { symbol, market: saveMarket(market), lists: lists.save(index) }
    }),
    drawn: parts.chances.map(({ drawn }) => drawn),
    ...(ledger === undefined ? {} : { ledger: saveLedger(ledger) }),
  }
}

/** Puts a saved exchange back into one that has seen nothing yet. Returns what is wrong where it does not fit, and nothing is put back then. */
export function restoreExchange(parts: ExchangeParts, saved: SavedExchange): string | undefined {
  const { orders, lists, queue, requests, answers, arrivals, executions } = parts
  const listed = listedIn(parts)
  const wrong = misfitOf(parts, saved) ?? restoredBooks(parts.ledger, saved.ledger)
  if (wrong !== undefined) return wrong
  orders.restore(saved.orders)
  restoreColumns(queue.columns, saved.orders.slots, saved.queue)
  requests.restore(saved.requests)
  answers.restore(saved.answers)
  arrivals.dayEnds = Number(saved.dayEnds)
  for (const [at, chance] of parts.chances.entries()) chance.skipTo(saved.drawn[at])
  restoreColumns(executions.columns, numbersOf(listed), saved.counts)
  for (const [at, { market, lists: slots }] of saved.listings.entries()) {
    restoreMarket(listed[at], market)
    lists.restore(slots)
    parts.funding?.resume(listed[at])
    parts.account?.mark(listed[at])
  }
  return undefined
}

function restoredBooks(ledger: Ledger | undefined, record: LedgerRecord | undefined): string | undefined {
  return ledger === undefined || record === undefined ? undefined : restoreLedger(ledger, record)
}

function misfitOf(parts: ExchangeParts, saved: SavedExchange): string | undefined {
  const { listings, orders, queue, requests, version, drawn } = saved
  if (version !== savedVersion) return `the exchange was saved in version ${version}, and this one reads ${savedVersion}`
  if (drawn.length !== parts.chances.length) return 'the saved exchange had another sort of latency'
  const names = (all: readonly { readonly symbol: string }[]) => all.map(({ symbol }) => symbol).join(', ')
  const listed = names(listedIn(parts).map(({ instrument }) => instrument))
  if (names(listings) !== listed) return `the saved exchange listed ${names(listings)}, and this one lists ${listed}`
  if (orders.slots.some((slot) => slot >= parts.orders.ordersMax) || requests.count > parts.requests.requestsMax)
    return `the saved exchange had orders beyond the ${parts.orders.ordersMax} that this one has room for`
  return fits(parts.queue.columns, queue) ? undefined : 'the saved exchange had another model of the queue'
}

function listedIn({ markets }: ExchangeParts): SimMarket[] {
  return markets.filter((market) => market !== undefined)
}

function numbersOf(listed: readonly SimMarket[]): number[] {
  return listed.map(({ instrument }) => instrument.index)
}
