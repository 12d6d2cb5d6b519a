import { defineStrategy, type InstrumentRules } from '@botyard/core'
import { type ScriptedMarket, type ScriptOptions, scriptedMarket } from '@botyard/testkit'
import { describe, expect, test } from 'vitest'
import { liquidationPrice, sim } from '../src/index.ts'

/** Does nothing by itself: the test gives the orders. */
const idle = defineStrategy({ name: 'idle', create: () => ({}) })
const other = defineStrategy({ name: 'other', create: () => ({}) })

const inverse: Partial<InstrumentRules> = {
  kind: 'inverse',
  base: 'BTC',
  quote: 'USD',
  settle: 'BTC',
  contractSize: 100,
  lotScale: 1,
  lot: 1,
  minQuantity: 1,
}

/** 10,000 USDT before a market of trades at 100. */
function marketWith(options: ScriptOptions = {}, strategies = [idle()]): ScriptedMarket {
  const market = scriptedMarket(strategies, { hasBook: false, ...options })
  market.trade('BTCUSDT', 1, 100, 1)
  return market
}

/** Lets what was ordered trade at the price of now. */
function deal(market: ScriptedMarket, price = 100): void {
  market.trade('BTCUSDT', 1, price, 1)
}

describe('what an order needs', () => {
  test('ten times the equity can be held and ordered, and no more', () => {
    const market = marketWith()
    market.desk().buy(600)
    market.desk().buy(390, 99)
    market.trade('BTCUSDT', 1, 100, 1)
    expect(market.desk().position.quantity).toBe(600)
    market.desk().buy(20)
    market.trade('BTCUSDT', 1, 100, 1)
    expect(market.refused.map(({ error }) => error)).toEqual(['BY4121'])
    market.desk().buy(10)
    market.trade('BTCUSDT', 1, 100, 1)
    expect(market.desk().position.quantity).toBe(610)
  })

  test('what makes a position smaller needs nothing', () => {
    const market = marketWith()
    market.desk().buy(990)
    market.trade('BTCUSDT', 1, 91, 1)
    market.desk().sell(500)
    market.trade('BTCUSDT', 1, 91, 1)
    expect([market.desk().position.quantity, market.refused]).toEqual([490, []])
  })

  test('orders that together are larger than the position need margin for what would turn it', () => {
    const market = marketWith()
    market.desk().buy(500)
    deal(market)
    const orders = Array.from({ length: 20 }, () => market.desk().sell(500, 101))
    deal(market)
    const states = orders.map((order) => market.desk().order(order)?.state)
    expect(states.filter((state) => state === 'open')).toHaveLength(2)
    expect(market.refused.every(({ error }) => error === 'BY4121')).toBe(true)
  })

  test('open profit carries new positions with cross margin, and does not with isolated', () => {
    for (const [margin, held] of [
      ['cross', 1100],
      ['isolated', 900],
    ] as const) {
      const market = marketWith({ venue: sim({ margin }) })
      market.desk().buy(900)
      deal(market)
      market.trade('BTCUSDT', 1, 110, 1)
      market.desk().buy(200)
      market.trade('BTCUSDT', 1, 110, 1)
      expect(market.desk().position.quantity).toBe(held)
    }
  })

  test('a market order for spot that walks up the book buys what the money is worth', () => {
    const market = scriptedMarket(idle(), { instruments: [{ symbol: 'spot:BTCUSDT' }] })
    market.book(
      'BTCUSDT',
      [[99, 1000]],
      [
        [100, 50],
        [120, 500],
      ],
    )
    market.desk().buy(99)
    market.trade('BTCUSDT', 1, 100, 1)
    const { position } = market.desk()
    expect(position.quantity).toBeCloseTo(50 + 5000 / 120, 2)
    expect(market.desk().account().balance('USDT').total).toBeGreaterThanOrEqual(0)
  })
})

test('coins that are not there are not sold, and those that a resting order holds are not sold twice', () => {
  const venue = { instruments: [{ symbol: 'spot:BTCUSDT' }], account: { start: { USDT: 100, BTC: 3 }, quote: 'USDT' } }
  const market = scriptedMarket([idle(), other()], venue)
  market.book('BTCUSDT', [[99, 1000]], [[101, 1000]])
  market.desk().sell(2, 105)
  market.trade('BTCUSDT', 1, 100, 1)
  market.desk('BTCUSDT', 1).sell(1)
  market.trade('BTCUSDT', 1, 100, 1)
  expect(market.fills.map(({ quantity }) => quantity)).toEqual([1])
  market.desk('BTCUSDT', 1).sell(1)
  market.trade('BTCUSDT', 1, 100, 1)
  expect(market.fills).toHaveLength(1)
})

describe('liquidation', () => {
  test('a position without its maintenance margin is closed where the margin is gone, and its orders with it', () => {
    const market = marketWith({ venue: sim({ margin: 'isolated' }) })
    market.desk().buy(500)
    market.trade('BTCUSDT', 1, 100, 1)
    const order = market.desk().sell(1, 150)
    market.trade('BTCUSDT', -1, 90.46, 1)
    expect(market.desk().position.open).toBe(true)
    market.trade('BTCUSDT', -1, 90.45, 1)
    expect(market.desk().position.flat).toBe(true)
    expect(market.desk().order(order)?.state).toBe('cancelled')
    expect(market.fills.at(-1)).toMatchObject({ side: -1, price: 90, quantity: 500, fee: 0, reason: 'liquidation' })
    expect(market.equity).toBe(5000)
    expect(market.result().checks.find(({ name }) => name === 'liquidation')).toMatchObject({ passed: false })
  })

  test('without any maintenance it comes when nothing is left', () => {
    const market = marketWith({ venue: sim({ maintenance: '0%' }) })
    market.desk().buy(900)
    market.trade('BTCUSDT', 1, 100, 1)
    market.trade('BTCUSDT', -1, 80, 1)
    expect([market.desk().position.flat, market.equity]).toEqual([true, 0])
  })

  test('by the entry it comes at another price', () => {
    const market = marketWith({ venue: sim({ margin: 'isolated', maintenanceOf: 'entry' }) })
    market.desk().sell(500)
    deal(market)
    market.trade('BTCUSDT', 1, 109.49, 1)
    expect(market.desk().position.open).toBe(true)
    market.trade('BTCUSDT', 1, 109.5, 1)
    expect(market.fills.at(-1)).toMatchObject({ side: 1, price: 110, reason: 'liquidation' })
  })

  test('in tiers each part of the value is judged by its own rate', () => {
    const market = marketWith({ venue: sim({ margin: 'isolated', maintenance: '0.5% to 10000, 5%' }) })
    market.desk().buy(500)
    deal(market)
    market.trade('BTCUSDT', -1, 93.79, 1)
    expect(market.desk().position.open).toBe(true)
    market.trade('BTCUSDT', -1, 93.78, 1)
    expect(market.fills.at(-1)).toMatchObject({ price: 90, reason: 'liquidation' })
  })

  test('tiers that do not rise are told before anything runs', () => {
    expect(() => marketWith({ venue: sim({ maintenance: '1% to 900, 0.5%' }) })).toThrow(/BY1102 maintenance of sim is '0.5%'/)
  })

  test('what rests and fills far from the market is judged at once', () => {
    const market = marketWith()
    market.desk().buy(800, 99)
    deal(market)
    market.trade('BTCUSDT', -1, 50, 900)
    expect(market.fills.map(({ price, reason }) => [price, reason === 'liquidation'])).toEqual([
      [99, false],
      [86.5, true],
    ])
    expect(market.equity).toBe(0)
  })

  test('what the market jumps beyond the margin is not ours to lose', () => {
    const market = marketWith({ venue: sim({ margin: 'isolated' }) })
    market.desk().buy(500)
    deal(market)
    market.trade('BTCUSDT', -1, 60, 1)
    expect(market.equity).toBe(5000)
  })

  test('with cross margin the whole account answers, every contract is closed, and nothing is left', () => {
    const market = scriptedMarket(idle(), { instruments: ['BTCUSDT', 'ETHUSDT'], hasBook: false })
    market.trade('BTCUSDT', 1, 100, 1)
    market.trade('ETHUSDT', 1, 10, 1)
    market.desk().buy(400)
    market.desk('ETHUSDT').sell(2000)
    market.trade('BTCUSDT', 1, 100, 1)
    market.trade('ETHUSDT', 1, 10, 1)
    market.trade('BTCUSDT', -1, 76, 1)
    expect(market.desk().position.open).toBe(true)
    market.trade('ETHUSDT', 1, 10.05, 1)
    expect(market.desk().position.open).toBe(true)
    market.trade('BTCUSDT', -1, 75.8, 1)
    expect([market.desk().position.flat, market.desk('ETHUSDT').position.flat]).toEqual([true, true])
    expect(market.equity).toBe(0)
  })

  test('a fresh mark price decides and not the last trade, and a bar is judged by its extreme', () => {
    const market = marketWith({ venue: sim({ margin: 'isolated' }), bars: ['1m'] })
    market.desk().buy(500)
    market.ticker('BTCUSDT', 'mark', 100)
    market.trade('BTCUSDT', -1, 80, 1)
    expect(market.desk().position.open).toBe(true)
    market.ticker('BTCUSDT', 'mark', 90)
    expect(market.fills.at(-1)?.reason).toBe('liquidation')

    const bars = scriptedMarket(idle(), { hasBook: false, bars: ['1m'], venue: sim({ margin: 'isolated' }) })
    bars.bar('BTCUSDT', '1m', { open: 100, high: 101, low: 99, close: 100 })
    bars.desk().buy(500)
    bars.bar('BTCUSDT', '1m', { open: 100, high: 101, low: 89, close: 100 })
    expect(bars.fills.at(-1)).toMatchObject({ price: 90, reason: 'liquidation' })
  })

  test('a stop inside the bar comes before the liquidation that lies beyond it', () => {
    const market = scriptedMarket(idle(), { hasBook: false, bars: ['1m'], venue: sim({ margin: 'isolated' }) })
    market.bar('BTCUSDT', '1m', { open: 100, high: 101, low: 99, close: 100 })
    market.desk().buy(500)
    market.desk().protect({ stop: 95 })
    market.bar('BTCUSDT', '1m', { open: 100, high: 101, low: 89, close: 100 })
    expect(market.fills.map(({ reason }) => reason)).not.toContain('liquidation')
    expect(market.desk().position.flat).toBe(true)
  })

  test('what is lost is the margin to the unit, also where no whole price says so, and with several strategies', () => {
    const market = marketWith({ venue: sim({ margin: 'isolated', leverage: 7 }) }, [idle(), other()])
    market.desk('BTCUSDT', 0).buy(333)
    market.desk('BTCUSDT', 1).sell(111)
    deal(market)
    market.trade('BTCUSDT', -1, 80, 1)
    expect(market.fills.slice(-2).map(({ price }) => price)).toEqual([85.71, 85.71])
    expect(market.desk().account().balance('USDT').total).toBe(6828.57142857)
  })

  test('where only a book is recorded, its best prices stand for the last one', async () => {
    const market = scriptedMarket(idle(), { venue: sim({ margin: 'isolated' }) })
    const book = (bid: number) => market.book('BTCUSDT', [[bid, 9000]], [[bid + 1, 9000]])
    book(99)
    market.desk().buy(1001)
    await market.wait('1s')
    expect(market.refused.map(({ error }) => error)).toEqual(['BY4121'])
    market.desk().buy(500)
    await market.wait('1s')
    market.ticker('BTCUSDT', 'fundingRate', 0.001, market.time + 1_000_000)
    await market.wait('2s')
    expect(market.result().funding).toBe(-49.5)
    book(91)
    expect(market.desk().position.open).toBe(true)
    book(90)
    expect(market.fills.at(-1)).toMatchObject({ price: 90, quantity: 500, reason: 'liquidation' })
  })

  test('two strategies are both closed when the venue takes their net position', () => {
    const market = marketWith({ venue: sim({ margin: 'isolated' }) }, [idle(), other()])
    market.desk('BTCUSDT', 0).buy(700)
    market.desk('BTCUSDT', 1).sell(200)
    deal(market)
    market.trade('BTCUSDT', -1, 90, 1)
    expect([0, 1].map((one) => market.desk('BTCUSDT', one).position.flat)).toEqual([true, true])
    expect(market.result().checks.find(({ name }) => name === 'ledger')?.passed).toBe(true)
    expect(market.equity).toBe(5000)
  })

  test('an inverse position loses its coins', () => {
    const market = scriptedMarket(idle(), {
      instruments: [{ symbol: 'BTCUSD', ...inverse }],
      hasBook: false,
      account: { start: { BTC: 1 }, quote: 'BTC' },
      venue: sim({ margin: 'isolated' }),
    })
    market.trade('BTCUSD', 1, 50_000, 1)
    market.desk().buy(200)
    market.trade('BTCUSD', 1, 50_000, 1)
    market.trade('BTCUSD', -1, 45_700, 1)
    expect(market.desk().position.open).toBe(true)
    market.trade('BTCUSD', -1, 45_600, 1)
    expect(market.fills.at(-1)?.reason).toBe('liquidation')
    expect(market.equity).toBeCloseTo(0.96, 4)
  })

  test('it comes at the price that the formula names, and not a price unit before', () => {
    for (const by of ['mark', 'entry'] as const)
      for (const side of [1, -1] as const)
        for (const leverage of [3, 10, 50]) {
          const market = marketWith({ venue: sim({ margin: 'isolated', maintenanceOf: by, leverage }) })
          if (side === 1) market.desk().buy(100)
          else market.desk().sell(100)
          deal(market)
          const price = liquidationPrice({ side, entry: 100, quantity: 100, margin: 10_000 / leverage, maintenance: 0.005, by })
          const reached = (side === 1 ? Math.floor(price * 100 + 1e-9) : Math.ceil(price * 100 - 1e-9)) / 100
          deal(market, reached + side * 0.01)
          expect(market.desk().position.open, `${by} ${side} ${leverage}`).toBe(true)
          deal(market, reached)
          expect(market.desk().position.flat, `${by} ${side} ${leverage}`).toBe(true)
        }
  })
})
