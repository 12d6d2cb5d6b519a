import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ColumnsWriter } from '@botyard/columns'
import { type BotSpec, type Desk, defineBot, defineStrategy, Flag, type RunResult, type Strategy } from '@botyard/core'
import { sim } from '@botyard/sim'
import { MadeRecording, type ScriptLane } from '@botyard/testkit'
import { afterAll, describe, expect, test } from 'vitest'
import { sharedFile } from '../../../scripts/shared.ts'
import { backtest } from '../src/index.ts'

// Published cases of fills and their arithmetic, run as a user would: a data file, a bot, `backtest`. The lots are so small that the unit of
// the currency has twelve decimals, because the shares of a cost are told to nine.

const second = 1_000_000
const begin = Date.UTC(2024, 0, 1) * 1000
const symbol = 'BTCUSDT'
const rules = { symbol, priceScale: 1e4, lotScale: 1e8, tick: 1e-4, lot: 1e-8, minQuantity: 1e-8 }
const folder = mkdtempSync(join(tmpdir(), 'botyard-vectors-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** One message of a market of one instrument. */
type Message = (script: ScriptLane, one: Parameters<ScriptLane['trade']>[0]) => void

const book =
  (bids: readonly (readonly [number, number])[], asks: readonly (readonly [number, number])[]): Message =>
  (script, one) =>
    script.book(one, bids, asks)
const trade =
  (price: number, quantity = 1): Message =>
  (script, one) =>
    script.trade(one, -1, price, quantity)

let files = 0
/** A data file with these messages, a second apart. */
function fileOf(messages: readonly Message[]): string {
  const made = new MadeRecording([rules], (script, [one]) => {
    for (const [at, write] of messages.entries()) {
      script.at(begin + at * second)
      write(script, one)
    }
  })
  const path = join(folder, `${files++}.byc`)
  const writer = new ColumnsWriter({ path, name: 'vector', synthetic: true, instruments: made.instruments })
  const lane = made.open([0], made.from, made.to)
  for (let from = 0, to = 1; to <= lane.tail; to++) {
    if ((lane.flags[to - 1] & Flag.last) === 0) continue
    writer.message(lane, from, to)
    from = to
  }
  return writer.finish()
}

/** What can be seen of the account right after a fill. */
interface Seen {
  /** Of the message that the fill came of. */
  readonly message: number
  readonly price: number
  readonly quantity: number
  readonly maker: boolean
  readonly state: Readonly<Record<'position' | 'avgEntry' | 'realized' | 'fees' | 'netPnl', number>>
}

/** Runs a strategy over messages and writes down what it sees after every fill. */
async function play(
  messages: readonly Message[],
  create: (desk: Desk) => Strategy,
  costs: BotSpec['costs'] & {} = {},
): Promise<{ seen: Seen[]; result: RunResult }> {
  const seen: Seen[] = []
  let fees = 0
  const strategy = defineStrategy({
    name: 'vector',
    create(desk) {
      const own = create(desk)
      return {
        ...own,
        onFill(fill) {
          const { price, quantity, fee, maker, time } = fill
          const { position } = desk
          fees += fee
          const state = {
            position: position.quantity * position.side,
            avgEntry: position.flat ? 0 : position.averagePrice,
            realized: position.realized,
            fees,
            netPnl: position.realized - fees,
          }
          seen.push({ message: Math.round((time - begin) / second), price, quantity, maker, state })
          own.onFill?.(fill)
        },
      }
    },
  })
  const bot = defineBot({
    name: 'vector',
    venue: sim(),
    symbols: [symbol],
    account: { start: 1_000_000, quote: 'USDT' },
    costs: { taker: '0%', maker: '0%', slippage: '0bp', ...costs },
    latency: { entry: '0ms', response: '0ms' },
    strategies: [strategy()],
  })
  return { seen, result: await backtest(bot, { data: fileOf(messages), lookAhead: false }) }
}

/** The numbers that an order of a vector is described with, in their order. */
const numbersIn = (text: string) => (text.match(/\d+(\.\d+)?/g) ?? []).map(Number)

function near(got: number, expected: number, what: string): void {
  expect(Math.abs(got - expected), `${what}: ${got} is not ${expected}`).toBeLessThanOrEqual(1e-9)
}

/** Every number of the state that the vector has, after every fill. */
function nearStates(seen: readonly Seen[], steps: readonly { state: Record<string, number> }[]): void {
  expect(seen.length).toBe(steps.length)
  for (const [at, { state }] of seen.entries())
    for (const [name, value] of Object.entries(state)) near(value, steps[at].state[name], `${name} after fill ${at}`)
}

const file = sharedFile('vectors/models/backtest.json')

describe.skipIf(file === undefined)('published cases of a backtest', () => {
  const vectors = file === undefined ? undefined : JSON.parse(readFileSync(file, 'utf8'))

  test('an order that takes pays the levels it walks, and its fees', async () => {
    const { asks, buyQty, takerFee, fills, avgPrice, steps } = vectors.marketOrderFees
    const [, , [, , quantity, price]] = steps.map(({ after }: { after: unknown[] }) => after)
    const messages = [book([[asks[0][0] - 1, 1]], asks), book([[price, quantity]], asks)]
    const create = (desk: Desk): Strategy => ({
      onBook: () => void (desk.position.flat ? desk.buy(buyQty) : desk.sell(quantity)),
    })
    const { seen, result } = await play(messages, create, { taker: `${takerFee * 100}%` })
    expect(seen.slice(0, 2).map((one) => [one.price, one.quantity])).toEqual(fills)
    near(seen[1].state.avgEntry, avgPrice, 'average price')
    nearStates(seen, steps)
    near(result.finalEquity - result.initialEquity, steps.at(-1).state.netPnl, 'net')
    near(result.trades[0].net, steps.at(-1).state.netPnl, 'net of the trade')
  })

  test('a position goes through zero to the other side and back', async () => {
    const { steps } = vectors.shortAndFlip
    const wishes = steps.map(({ after: [, side, quantity, price, fee] }: { after: number[] }) => ({ side, quantity, price, fee }))
    const messages = wishes.map(({ side, quantity, price }: (typeof wishes)[number]) =>
      side > 0 ? book([[price - 10, 1]], [[price, quantity]]) : book([[price, quantity]], [[price + 10, 1]]),
    )
    let next = 0
    const create = (desk: Desk): Strategy => ({
      onBook() {
        const { side, quantity } = wishes[next++]
        if (side > 0) desk.buy(quantity)
        else desk.sell(quantity)
      },
    })
    const { seen, result } = await play(messages, create, { taker: `${wishes[0].fee * 100}%` })
    nearStates(seen, steps)
    near(result.finalEquity - result.initialEquity, steps.at(-1).state.netPnl, 'net')
  })

  test('funding is paid on the mark by the rate of each settlement, and told to who holds', async () => {
    const { steps } = vectors.funding
    const [[, , quantity, price, fee], ...settled] = steps.map(({ after }: { after: unknown[] }) => after)
    const [, mark] = settled.pop()
    const told = settled.map(
      ([, markPrice, rate]: [string, number, number], at: number): Message =>
        (script, one) => {
          script.ticker(one, 'mark', markPrice, Number.NaN)
          script.ticker(one, 'fundingRate', rate, begin + (2 * at + 2) * second)
        },
    )
    const quiet = trade(price)
    const messages = [book([[price - 1, 5]], [[price, 5]]), ...told.flatMap((ticker: Message) => [ticker, quiet]), trade(mark)]
    const paid: number[] = []
    const create = (desk: Desk): Strategy => ({
      onBook: () => void desk.buy(quantity),
      onFunding: (funding) => void paid.push(funding.paid),
    })
    const { result } = await play(messages, create, { taker: `${fee * 100}%` })
    const [open] = result.open
    const { state } = steps.at(-1)
    near(open.unrealized, state.unrealized, 'unrealized')
    near(open.fees, state.fees, 'fees')
    near(open.funding, state.funding, 'funding')
    near(result.funding, state.funding, 'funding of the result')
    near(result.finalEquity - result.initialEquity, state.netPnl, 'net')
    expect(paid.length).toBe(settled.length)
    paid.reduce((before, one, at) => {
      near(before - one, steps[at + 1].state.funding, `funding after settlement ${at}`)
      return before - one
    }, 0)
  })

  test('a resting order fills what trades beyond its queue, as a maker', async () => {
    const { order, trades, expectedFills, makerFee, fee } = vectors.limitMaker
    const [quantity, price, ahead] = numbersIn(order)
    const messages = [
      book([[price, ahead]], [[price + 0.5, 5]]),
      ...trades.map(({ px, qty }: { px: number; qty: number }) => trade(px, qty)),
    ]
    let sent = false
    const create = (desk: Desk): Strategy => ({
      onBook() {
        if (!sent) desk.send({ side: 1, quantity, type: 'limit', price, postOnly: true })
        sent = true
      },
    })
    const { seen, result } = await play(messages, create, { maker: `${makerFee * 100}%` })
    expect(seen.map(({ message, quantity, price }) => ({ trade: message - 1, qty: quantity, px: price }))).toEqual(expectedFills)
    expect(seen.every(({ maker }) => maker)).toBe(true)
    near(result.fees, fee, 'fees')
  })

  test.each(['a stop order', 'protection'])('%s sells at the best bid once the last price is at its trigger', async (way) => {
    const { order, lastPrices, bestBidAtTrigger, triggerIndex, fillPrice, realized } = vectors.stopMarket
    const [quantity, entry, trigger] = numbersIn(order)
    const messages = [
      book([[entry - 1, 5]], [[entry, 5]]),
      book([[bestBidAtTrigger, 5]], [[101, 5]]),
      ...lastPrices.map((price: number) => trade(price)),
    ]
    const stop = (desk: Desk) =>
      way === 'protection'
        ? desk.protect({ stop: trigger })
        : desk.send({ side: -1, quantity, type: 'stop', trigger, reduceOnly: true })
    const { seen } = await play(messages, (desk) => buyOnce(desk, stop))
    expect(seen.map(({ message, price }) => [message, price])).toEqual([
      [0, entry],
      [2 + triggerIndex, fillPrice],
    ])
    near(seen[1].state.realized, realized, 'realized')
  })

  test('over bars a stop fills at its price, or at the open that has jumped over it', async () => {
    const [calm, through, gap] = vectors.stopMarket.bars
    const [, , stop] = numbersIn(vectors.stopMarket.order)
    const fillsOver = async (bars: (typeof calm)[]) => {
      const all = [{ o: 100, h: 101, l: 99, c: 100 }, ...bars]
      // A bar ends when the next one begins, so both are written at one time.
      const messages = [undefined, ...all].map(
        (bar, at): Message =>
          (script, one) => {
            if (bar !== undefined) script.bar(one, '1s', { open: bar.o, high: bar.h, low: bar.l, close: bar.c, volume: 100 })
            if (at < all.length) script.open(one, '1s', all[at].o)
          },
      )
      const { seen } = await play(messages, (desk) => {
        desk.bars('1s')
        return {
          onOpen: () => {
            if (desk.position.flat && desk.position.realized === 0) desk.buy(1)
          },
          onBar: () => desk.protect({ stop }),
        }
      })
      return seen.slice(1).map(({ price }) => price)
    }
    expect(await fillsOver([calm])).toEqual([])
    expect(await fillsOver([calm, through, gap])).toEqual([through.fill])
    expect(await fillsOver([calm, gap])).toEqual([gap.fillIfStillOpen])
  })

  test('a trailing stop follows the best price at its distance, and not before its activation', async () => {
    for (const { prices, pct, dist, activation, expected } of vectors.trailingStop) {
      const ticket = {
        ...(pct === undefined ? {} : { trail: pct }),
        ...(dist === undefined ? {} : { distance: dist }),
        ...(activation === undefined ? {} : { trigger: activation }),
      }
      const trail = (desk: Desk) => desk.send({ side: -1, quantity: 1, type: 'trailing', reduceOnly: true, ...ticket })
      const soldAt = async (last: readonly number[]) => {
        const market = last.flatMap((price) => [book([[price, 5]], [[price + 1, 5]]), trade(price)])
        const { seen } = await play([book([[99, 5]], [[100, 5]]), ...market], (desk) => buyOnce(desk, trail))
        return seen.slice(1).map(({ message, price }) => [message / 2 - 1, price])
      }
      expect(await soldAt(prices)).toEqual([[expected.triggerIndex, expected.triggerPrice]])
      const before = prices.slice(0, expected.triggerIndex)
      expect(await soldAt([...before, expected.stop + rules.tick])).toEqual([])
      expect(await soldAt([...before, expected.stop])).toEqual([[expected.triggerIndex, expected.stop]])
    }
  })
})

/** Buys one at the first book, and asks for its protection when it has it. */
function buyOnce(desk: Desk, protect: (desk: Desk) => unknown): Strategy {
  let isBought = false
  return {
    onBook() {
      if (!isBought) desk.buy(1)
      isBought = true
    },
    onFill: () => void (desk.position.open && protect(desk)),
  }
}
