import type {
  BookSize,
  Draft,
  Instrument,
  Memory,
  Micros,
  OrderGateway,
  OrderHandle,
  Supports,
  Tape,
  TapeReader,
  Waiter,
} from '@botyard/core'
import { assert } from '@botyard/core'
import { SimAccount } from './account.ts'
import { Answers } from './answers.ts'
import { Arrivals } from './arrivals.ts'
import { BarFills } from './bar-fills.ts'
import { Executions } from './executions.ts'
import { FlatFees } from './fees.ts'
import { Funding } from './funding.ts'
import { type ConstantLatencySpec, constantDelay, type LatencyModel, TwoWays } from './latency.ts'
import { Liquidation } from './liquidation.ts'
import { Matching } from './matching.ts'
import { newsOf } from './news.ts'
import type { SimNeeds, SimOptions } from './options.ts'
import { OrderLists } from './order-lists.ts'
import { ProbableQueue } from './probable-queue.ts'
import { type QueueModel, RiskAverseQueue } from './queue-position.ts'
import { SimRefusal } from './refusals.ts'
import { RequestKind, Requests } from './requests.ts'
import { Resting } from './resting.ts'
import { type ExchangeParts, restoreExchange, type SavedExchange, saveExchange } from './saved-exchange.ts'
import { SelfTrade } from './self-trade.ts'
import { SimMarket } from './sim-market.ts'
import { SimOrders } from './sim-orders.ts'
import { FixedSlippage } from './slippage.ts'
import { Taking } from './taking.ts'
import { Triggers } from './triggers.ts'

/** Requests on their way for each order: a submit and a few changes. */
const requestsPerOrder = 4

const noFees = { makerPpb: 0, takerPpb: 0 }
const noLatency = { entryMicros: 0, responseMicros: 0 }

/**
 * The order side of an exchange that exists in memory only. Requests take the entry latency to arrive and are decided against what its
 * own view of the market shows then; answers take the response latency to be heard, and come as rows of the lane given to `start`.
 * It sees every message of the market before the engine does, through `reader`, and is woken through `waiter`.
 * The same requests at the same times on the same market give the same rows to the bit.
 */
export class SimGateway implements OrderGateway {
  readonly supports: Supports = {
    amend: true,
    batch: 1,
    postOnly: true,
    reduceOnly: true,
    stop: true,
    trailing: true,
    cancelOnDisconnect: false,
    hedge: false,
  }
  readonly reader: TapeReader
  readonly waiter: Waiter
  readonly #due: { due: number }
  readonly #needs: SimNeeds
  #now: () => Micros = () => 0
  readonly #orders: SimOrders
  readonly #answers: Answers
  readonly #requests: Requests
  readonly #arrivals: Arrivals
  readonly #executions: Executions
  readonly #funding: Funding | undefined
  readonly #parts: ExchangeParts

  constructor(needs: SimNeeds, options: SimOptions = {}) {
    const { memory, ordersMax, slotOf, ledger } = needs
    const {
      fees = noFees,
      levelsMax = 4096,
      executionsBefore = 0,
      barVolumeShare: volumeShare = Number.POSITIVE_INFINITY,
      barPath = 'against-you',
    } = options
    assert(volumeShare > 0, `a share of the volume is over 0, not ${volumeShare}`)
    const latency = latencyOf(options.latency ?? noLatency)
    const slippage = new FixedSlippage(options.slippage ?? { bps: 0 })
    const rates = typeof fees === 'function' ? fees : () => fees
    const markets = marketsOf(needs, levelsMax, options.book ?? {})
    const orders = new SimOrders(memory, ordersMax)
    const answers = new Answers(orders, latency, new FlatFees(needs.instruments, rates, needs.feeCurrency), ledger)
    answers.executions = executionsBefore
    const lists = new OrderLists(memory, orders, markets.length)
    const executions = new Executions(memory, orders, lists, answers, markets.length)
    const { margin, funding: rate = 'recorded' } = options
    const account = ledger && margin && new SimAccount({ ledger, margin, markets, orders, lists, executions, answers })
    const liquidation = account && margin && new Liquidation({ account, margin, markets, lists, executions })
    const funding = ledger && new Funding({ markets, executions, answers, ledger, rate })
    const queue = queueOf(memory, ordersMax, options.queue ?? 'risk-averse')
    const barFills = new BarFills({ orders, lists, executions, volumeShare })
    executions.isHeld = (slot) => barFills.isCertain(slot, markets[orders.instrument[slot]]!)
    const selfTrade = new SelfTrade({ orders, lists, executions, queue, barFills, mode: options.selfTrade ?? 'cancel-resting' })
    const taking = new Taking({ memory, orders, answers, executions, slippage, barPath, levelsMax, account, selfTrade })
    const resting = new Resting({ orders, lists, executions, taking, queue })
    const triggers = new Triggers(orders)
    const parts = {
      ledger,
      orders,
      lists,
      answers,
      executions,
      taking,
      resting,
      triggers,
      markets,
      selfTrade,
      barFills,
      volumeShare,
      barPath,
      account,
      liquidation,
      funding,
    }
    const matching = new Matching(parts)
    if (ledger !== undefined) for (const { index } of needs.instruments) executions.netLots[index] = ledger.netLots(index)
    this.#needs = needs
    this.#orders = orders
    this.#answers = answers
    this.#executions = executions
    this.#funding = funding
    this.#requests = new Requests(memory, latency, ordersMax * requestsPerOrder)
    this.#arrivals = new Arrivals({ ...parts, matching, slotOf })
    this.#parts = { ...parts, chances: options.chances ?? [], queue, requests: this.#requests, arrivals: this.#arrivals }
    const waiter = { due: Number.POSITIVE_INFINITY, wake: () => this.#wake() }
    this.reader = {
      name: 'sim',
      message: (tape, from, to) => {
        matching.message(tape, from, to)
        if (funding !== undefined && funding.due < waiter.due) waiter.due = funding.due
      },
    }
    this.waiter = waiter
    this.#due = waiter
  }

  async start(tape: Tape, _since: Micros, now: () => Micros): Promise<void> {
    this.#answers.writeTo(tape)
    this.#now = now
  }

  /** A new order leaves; it arrives after the latency. */
  submit(draft: Draft): void {
    this.#orders.take(draft)
    this.#send(RequestKind.submit, draft.slot, draft.handle, draft)
  }

  amend(draft: Draft): void {
    this.#send(RequestKind.amend, draft.slot, draft.handle, draft)
  }

  /** A cancel leaves; it arrives after the latency. */
  cancel(order: OrderHandle): void {
    this.#send(RequestKind.cancel, this.#needs.slotOf(order), order)
  }

  ask(order: OrderHandle): void {
    this.#send(RequestKind.ask, this.#needs.slotOf(order), order)
  }

  /** Requests leave one by one, when they are made. */
  flush(): void {}

  /** Nothing to let go of: what is on its way stays on its way. */
  async stop(): Promise<void> {}

  /**
   * Writes down the exchange between two messages of the market: orders, what is on its way there and back, and what it has seen.
   */
  save(): SavedExchange {
    return saveExchange(this.#parts)
  }

  /**
   * Goes on where another one was saved; to be done before `start`. Returns what is wrong where instruments, room or queue are not those of
   * the saved one, and then nothing has changed.
   */
  restore(saved: SavedExchange): string | undefined {
    const wrong = restoreExchange(this.#parts, saved)
    this.#plan()
    return wrong
  }

  /** Who has heard news of a bar is answered at its close: so long is the longest bar there is. */
  get patience(): Micros {
    let longest = 0
    for (const market of this.#parts.markets) longest = Math.max(longest, market?.barMillis ?? 0)
    return longest * 1000
  }

  /** Net position from own fills, in lots with its sign: what reduce-only orders are measured by. */
  netLots(instrument: Instrument): number {
    return this.#executions.netLots[instrument.index]
  }

  #send(kind: number, slot: number, handle: OrderHandle, draft?: Draft): void {
    const now = this.#now()
    const { markets } = this.#parts
    const market = markets[this.#orders.instrument[slot]]
    const news = market === undefined ? now : newsOf(market, markets)
    if (this.#requests.send(kind, slot, handle, { sent: now, news }, draft)) this.#plan()
    else this.#refuse(kind, slot, handle, now)
  }

  /** There is no room for the request, so it is refused without a way there. */
  #refuse(kind: number, slot: number, handle: OrderHandle, now: number): void {
    const answers = this.#answers
    answers.decide(now)
    if (kind === RequestKind.amend) answers.amendRefused(slot, handle, SimRefusal.tooManyRequests)
    else if (kind === RequestKind.cancel) answers.cancelRefused(slot, handle, SimRefusal.tooManyRequests)
    else if (kind === RequestKind.submit) {
      this.#orders.drop(slot)
      answers.rejected(slot, handle, SimRefusal.tooManyRequests)
    }
  }

  /** Decides about everything that is due at one time. */
  #wake(): void {
    const time = this.#due.due
    if (time === Number.POSITIVE_INFINITY) return
    this.#answers.decide(time)
    if (this.#funding !== undefined && this.#funding.due <= time) this.#funding.settle(time)
    if (this.#arrivals.dayEnds <= time) this.#arrivals.dayEnded()
    while (this.#requests.due <= time) this.#arrivals.arrived(this.#requests, this.#requests.receive())
    this.#plan()
  }

  #plan(): void {
    this.#due.due = Math.min(this.#requests.due, this.#arrivals.dayEnds, this.#funding?.due ?? Number.POSITIVE_INFINITY)
  }
}

function latencyOf(latency: ConstantLatencySpec | LatencyModel): LatencyModel {
  if (typeof latency.entryMicros === 'function') return latency as LatencyModel
  const { entryMicros, responseMicros } = latency as ConstantLatencySpec
  return new TwoWays(constantDelay(entryMicros), constantDelay(responseMicros))
}

function queueOf(memory: Memory, ordersMax: number, queue: SimOptions['queue'] & {}): QueueModel {
  return queue === 'risk-averse' ? new RiskAverseQueue(memory, ordersMax) : new ProbableQueue(memory, ordersMax, queue)
}

function marketsOf(needs: SimNeeds, levelsMax: number, book: BookSize): (SimMarket | undefined)[] {
  const { instruments, memory, hasBook, hasTrades = () => true } = needs
  const markets: (SimMarket | undefined)[] = []
  for (const instrument of instruments) {
    while (markets.length < instrument.index) markets.push(undefined)
    const hearing = { hasBook: hasBook(instrument), hasTrades: hasTrades(instrument), levelsMax, book }
    markets[instrument.index] = new SimMarket(instrument, memory, hearing)
  }
  return markets
}
