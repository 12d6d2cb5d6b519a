import { defineStrategy, type Strategy } from '@botyard/core'
import { expect, test } from 'vitest'
import { MadeRecording, scriptedMarket } from '../src/index.ts'
import { begin, wholeRun, writtenLog } from './whole-run.ts'

const strategyOf = (create: (desk: Parameters<Parameters<typeof defineStrategy>[0]['create']>[0]) => Strategy) =>
  defineStrategy({ name: 'own', create: create as never })()

const idle = strategyOf(() => ({}))
const quiet = { plugins: [writtenLog()] }

test('numbers under a name are heard with instrument, time and as many values as came', () => {
  const heard: string[] = []
  const market = scriptedMarket(
    strategyOf((desk) => ({
      onData: ({ name, instrument, values, time }) =>
        void heard.push(`${name} of ${instrument.name}: ${values.join(' ')} ${time === desk.clock.now()}`),
    })),
    { instruments: ['BTCUSDT', 'ETHUSDT'] },
  )
  market.data('BTCUSDT', 'mood', [0.5, 0.25])
  market.data('ETHUSDT', 'chain', [1, 2, 3, 4, 5, 6, 7, 8])
  market.data('BTCUSDT', 'mood', [9])
  expect(heard).toEqual([
    'mood of BTCUSDT: 0.5 0.25 true',
    'chain of ETHUSDT: 1 2 3 4 5 6 7 8 true',
    'mood of BTCUSDT: 9 NaN true',
  ])
})

test('a strategy hears numbers of its own instrument only, and the values of an answer are no data', async () => {
  const heard: string[] = []
  const own = strategyOf((desk) => ({ onData: ({ name }) => void heard.push(`${desk.instrument.name} ${name}`) }))
  const market = scriptedMarket(own, { instruments: ['BTCUSDT', 'ETHUSDT'] })
  market.data('ETHUSDT', 'chain', [1])
  expect(heard).toEqual(['ETHUSDT chain'])
})

test('new rules of the venue hold for orders from then on, and open orders stay', () => {
  const market = scriptedMarket(idle, quiet)
  market.book('BTCUSDT', [[99, 5]], [[101, 5]])
  const desk = market.desk()
  const early = desk.buy(0.001, 98.01)
  expect(early).toBeGreaterThan(0)
  market.rules('BTCUSDT', { tick: 0.5, lot: 0.01, minQuantity: 0.02, minNotional: 5 })
  expect(desk.instrument).toMatchObject({ tick: 0.5, lot: 0.01, minQuantity: 0.02, minNotional: 5 })
  expect(desk.instrument.floor(98.74)).toBe(98.5)
  const [offTick, small, cheap, right] = [desk.buy(1, 98.01), desk.buy(0.01, 98.5), desk.buy(0.04, 98.5), desk.buy(1, 98.5)]
  market.trade('BTCUSDT', 1, 100, 1)
  expect(market.refused.map(({ error }) => error)).toEqual(['BY4102', 'BY4104', 'BY4105'])
  expect([offTick, small, cheap].every((handle) => handle < 0)).toBe(true)
  expect(desk.order(right)?.state).toBe('open')
  expect(desk.order(early)?.state).toBe('open')
})

test('rules that cannot be used put the market out, with a notice, and leave the old rules', () => {
  const states: string[] = []
  const market = scriptedMarket(
    strategyOf(() => ({ onMarket: (_, state) => void states.push(state) })),
    quiet,
  )
  market.book('BTCUSDT', [[99, 5]], [[101, 5]])
  market.rules('BTCUSDT', { priceScale: 1000 })
  expect(states).toEqual(['ready', 'quarantined'])
  expect(market.notices).toMatchObject([
    { event: 'market', severity: 'warn', text: expect.stringMatching(/^BY3007 .*priceScale changed from 100 to 1000/) },
  ])
  expect(market.desk().buy(1, 99)).toBeLessThan(0)
})

test('a rule that the recording does not have puts the market out too', async () => {
  const recording = new MadeRecording(['BTCUSDT'], (script, [instrument]) => {
    script.at(begin)
    script.book(instrument, [[99, 5]], [[101, 5]])
    script.row(9, instrument, { ref: 4 })
  })
  const { failure, lines, session } = await wholeRun({ strategies: [idle] }, recording)
  expect(failure).toBeUndefined()
  expect(lines).toEqual([expect.stringMatching(/^BY3007 .*entry 4 of their history is missing/)])
  expect(session.list.markets[0]?.state).toBe('quarantined')
})

test('a market that is stale loses its own quotes before the strategy hears of it; other orders stay', async () => {
  const seen: string[] = []
  const maker = strategyOf((desk) => ({
    onBook({ bid, ask }) {
      desk.quotes(1, Float64Array.of(bid - 1, bid - 2), Float64Array.of(1, 1), 2)
      desk.quotes(-1, Float64Array.of(ask + 1), Float64Array.of(1), 1)
    },
    onMarket: (_, state) => void seen.push(state),
  }))
  const market = scriptedMarket(maker, quiet)
  market.book('BTCUSDT', [[99, 5]], [[101, 5]])
  await market.wait('1s')
  const plain = market.desk().buy(1, 90)
  await market.wait('1s')
  market.state('BTCUSDT', 'stale')
  await market.wait('1s')
  const last = new Map(market.orders.map((order) => [order.price, order.state]))
  expect(Object.fromEntries(last)).toEqual({ 98: 'cancelled', 97: 'cancelled', 102: 'cancelled', 90: 'open' })
  expect(market.desk().order(plain)?.state).toBe('open')
  expect(seen).toEqual(['ready', 'stale'])
  market.state('BTCUSDT', 'ready')
  market.book('BTCUSDT', [[99, 5]], [[101, 6]])
  await market.wait('1s')
  expect(market.orders.filter(({ state }) => state === 'open')).toHaveLength(7)
})

test('what a venue says of balances and positions is compared with the ledger, told when it differs, and never booked', async () => {
  const recording = new MadeRecording(['BTCUSDT'], (script, [instrument]) => {
    script.at(begin)
    script.book(instrument, [[99, 5]], [[101, 5]])
    script.row(28, instrument, { ref: 0, b: 10_000e8 })
    script.row(29, instrument, { quantity: 0 })
    script.row(28, instrument, { ref: 0, b: 9_999e8 })
    script.row(29, instrument, { quantity: 2000 })
  })
  const { lines, result } = await wholeRun({ strategies: [idle] }, recording)
  expect(lines).toEqual([
    expect.stringMatching(/^BY4303 The venue has 9999 of USDT, the ledger 10000/),
    expect.stringMatching(/^BY4303 The venue has 2 of sim:linear:BTCUSDT, the ledger 0/),
  ])
  expect(result.finalEquity).toBe(10_000)
  expect(result.checks.find(({ name }) => name === 'account')).toMatchObject({
    passed: false,
    text: expect.stringContaining('2 of 4'),
  })
})
