import { defineStrategy } from '@botyard/core'
import { expect, test } from 'vitest'
import { scriptedMarket } from '../src/index.ts'
import { bookAround, wholeRun, writtenLog } from './whole-run.ts'

const idle = defineStrategy({ name: 'idle', create: () => ({}) })

/** A market with a book, and a way to see what became of an order. */
function scene(latency: '0ms' | '20ms' = '0ms') {
  const market = scriptedMarket(idle(), { plugins: [writtenLog()], latency: { entry: latency, response: latency } })
  market.book('BTCUSDT', [[99, 5]], [[101, 5]])
  const statesOf = (handle: number) => market.orders.filter((order) => order.handle === handle).map(({ state }) => state)
  return { market, desk: market.desk(), statesOf }
}

test('an order whose answer was lost becomes unknown after a time, is asked about, and is found', async () => {
  const { market, desk, statesOf } = scene('20ms')
  market.loseAnswers(1)
  const order = desk.buy(1, 98)
  await market.wait('4s')
  expect(desk.order(order)?.state).toBe('sent')
  await market.wait('2s')
  expect(statesOf(order)).toEqual(['unknown', 'open'])
  expect(market.notices).toMatchObject([
    { event: 'orders', severity: 'warn', text: expect.stringMatching(/^BY4304 .* within 5040ms/) },
  ])
  market.book('BTCUSDT', [[96, 5]], [[97, 5]])
  await market.wait('1s')
  expect(desk.position.quantity).toBe(1)
})

test('an order that never reached the venue becomes unknown, is asked about, and is known not to be there', async () => {
  const { market, desk, statesOf } = scene()
  market.loseRequests(1)
  const order = desk.buy(1, 98)
  await market.wait('6s')
  expect(statesOf(order)).toEqual(['unknown', 'rejected'])
  expect(desk.order(order)?.state).toBe('rejected')
  expect(desk.account().worstCase(desk.instrument, 1)).toBe(0)
})

test('while its outcome is unknown an order counts as open, and it is asked about again until somebody answers', async () => {
  const { market, desk, statesOf } = scene()
  market.loseAnswers(3)
  const order = desk.buy(1, 98)
  await market.wait('14s')
  expect(statesOf(order)).toEqual(['unknown'])
  expect(desk.account().worstCase(desk.instrument, 1)).toBe(1)
  await market.wait('2s')
  expect(statesOf(order)).toEqual(['unknown', 'open'])
  expect(market.notices).toHaveLength(1)
})

test('a cancel whose answer was lost is found out about: the order is gone', async () => {
  const { market, desk, statesOf } = scene()
  const order = desk.buy(1, 98)
  await market.wait('1s')
  market.loseAnswers(1)
  desk.cancel(order)
  await market.wait('10s')
  expect(statesOf(order)).toEqual(['open', 'unknown', 'cancelled'])
})

test('an amend that was lost leaves the old order in force', async () => {
  const { market, desk, statesOf } = scene()
  const order = desk.buy(1, 98)
  await market.wait('1s')
  market.loseRequests(1)
  expect(desk.amend(order, 2, 97)).toBe(0)
  await market.wait('10s')
  expect(statesOf(order)).toEqual(['open', 'unknown', 'open'])
  expect(desk.order(order)).toMatchObject({ price: 98, quantity: 1 })
  expect(desk.account().worstCase(desk.instrument, 1)).toBe(1)
})

test('when the line falls every request without an answer is unknown at once, and is asked about when the line stands again', async () => {
  const { market, desk, statesOf } = scene('20ms')
  const rests = desk.buy(1, 97)
  await market.wait('1s')
  const sent = desk.buy(1, 98)
  await market.wait('10ms')
  market.disconnect()
  await market.wait('0s')
  expect([statesOf(rests), statesOf(sent)]).toEqual([['open'], ['unknown']])
  // Nobody can be asked, however long it takes.
  await market.wait('1m')
  const lost = desk.buy(1, 96)
  await market.wait('1m')
  expect([statesOf(sent), statesOf(lost)]).toEqual([['unknown'], ['unknown']])
  market.reconnect()
  await market.wait('1s')
  expect([statesOf(rests), statesOf(sent), statesOf(lost)]).toEqual([['open'], ['unknown', 'open'], ['unknown', 'rejected']])
})

test.each(['0ms', '250ms', '30s'] as const)(
  'no answer of the simulated exchange is ever late, at a latency of %s',
  async (latency) => {
    const states = new Set<string>()
    const busy = defineStrategy({
      name: 'busy',
      create: (desk) => ({
        onBook({ bid }) {
          desk.cancelAll()
          desk.buy(0.01, bid - 1)
        },
        onOrder: ({ state }) => void states.add(state),
      }),
    })
    const prices = Array.from({ length: 120 }, (_, i) => 100 + (i % 7))
    const { orders, lines } = await wholeRun(
      { strategies: [busy()], latency: { entry: latency, response: latency } },
      bookAround(prices),
    )
    expect(orders.length).toBeGreaterThan(50)
    expect(states.has('unknown')).toBe(false)
    expect(lines).toEqual([])
  },
)

test('an order that was unknown when the bot was saved is asked about by the next one', async () => {
  const { market, statesOf } = scene()
  market.loseRequests(1)
  const order = market.desk().buy(1, 98)
  market.disconnect()
  await market.wait('1s')
  market.restart('1m')
  market.reconnect()
  await market.wait('6s')
  expect(statesOf(order).at(-1)).toBe('rejected')
})
