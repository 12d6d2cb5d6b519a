import { defineIndicator, defineQuestion, defineStrategy, type Source, type Strategy } from '@botyard/core'
import { expect, test } from 'vitest'
import { scriptedMarket } from '../src/index.ts'
import { minuteBars, wholeRun, writtenLog } from './whole-run.ts'

const fail = (): never => {
  throw new TypeError('no price')
}

/** A strategy whose callbacks a test gives. */
const strategyOf = (name: string, create: (desk: Parameters<Parameters<typeof defineStrategy>[0]['create']>[0]) => Strategy) =>
  defineStrategy({ name, create: create as never })()

/** Buys on its first trade and counts what it hears. */
const witness = (heard: string[]) =>
  strategyOf('witness', (desk) => {
    const bars = desk.bars('1m')
    return {
      onBar() {
        heard.push('bar')
        if (bars.count === 1) desk.buy(0.5)
      },
      onFill: () => void heard.push('fill'),
    }
  })

const model = defineQuestion({
  name: 'model',
  timeout: '2s',
  latency: '1s',
  create: () => ({ answer: async (features) => features }),
})

// Each makes its callback come once a bar or more often, and fails in it.
const failing: Record<string, (desk: Parameters<Parameters<typeof strategyOf>[1]>[0]) => Strategy> = {
  onBar(desk) {
    desk.bars('1m')
    return { onBar: fail }
  },
  onBars(desk) {
    desk.bars('1m')
    return { onBars: fail }
  },
  onOpen(desk) {
    desk.bars('1m')
    return { onOpen: fail }
  },
  timer: (desk) => ({ onStart: () => void desk.clock.every('1m', fail) }),
  onAnswer(desk) {
    desk.bars('1m')
    return { onBar: () => void desk.ask(model(), new Float64Array(1)), onAnswer: fail }
  },
  onFill(desk) {
    desk.bars('1m')
    return { onBar: () => void desk.buy(0.01), onFill: fail }
  },
  onOrder(desk) {
    desk.bars('1m')
    return { onBar: () => void desk.buy(0.01), onOrder: fail }
  },
  onRefused(desk) {
    desk.bars('1m')
    return { onBar: () => void desk.buy(Number.NaN), onRefused: fail }
  },
}

const prices = [100, 101, 102, 103, 104, 105, 106, 107, 108, 109]

test.each(Object.entries(failing))(
  'a strategy that throws in %s is counted, put out after five, and hurts nobody else',
  async (where, create) => {
    const heard: string[] = []
    const { failure, lines, result, session } = await wholeRun(
      { strategies: [strategyOf('fragile', create), witness(heard)] },
      minuteBars({ BTCUSDT: prices }),
    )
    expect(failure).toBeUndefined()
    expect(heard.filter((what) => what === 'bar')).toHaveLength(10)
    expect(heard.filter((what) => what === 'fill')).toHaveLength(1)
    const told = lines.filter((line) => line.includes('BY2103'))
    expect(told).toHaveLength(5)
    expect(told[4]).toMatch(new RegExp(`"fragile@sim:linear:BTCUSDT" failed in ${where}, 5 of 5: TypeError: no price`))
    expect(session.strategies.map(({ seat }) => seat.failures)).toEqual([5, 0])
    expect(result.checks.find(({ name }) => name === 'strategies')).toMatchObject({
      passed: false,
      text: expect.stringContaining('fragile@sim:linear:BTCUSDT failed 5 times: TypeError: no price'),
    })
  },
)

test('fewer than five failures change nothing but the count', async () => {
  let bars = 0
  const now = strategyOf('sometimes', (desk) => {
    desk.bars('1m')
    return {
      onBar() {
        if (++bars <= 4) fail()
      },
    }
  })
  const { session } = await wholeRun({ strategies: [now] }, minuteBars({ BTCUSDT: prices }))
  expect({ bars, active: session.strategies[0]?.seat.active }).toEqual({ bars: 10, active: true })
})

test('what is put out loses its open orders and its timers, keeps its position, and is stopped without a word', () => {
  const log: string[] = []
  const fragile = strategyOf('fragile', (desk) => ({
    onStart() {
      desk.clock.every('1s', () => void log.push('tick'))
    },
    onTrade({ price }) {
      if (price === 100) {
        desk.buy(1)
        desk.buy(1, 50)
        desk.buy(1, 51)
      } else fail()
    },
    onStop: () => void log.push('stop'),
  }))
  const other = strategyOf('other', (desk) => ({
    onTrade({ price }) {
      if (price === 100) desk.buy(1, 52)
    },
  }))
  const market = scriptedMarket([fragile, other], { plugins: [writtenLog()] })
  market.book('BTCUSDT', [[99.9, 5]], [[100, 5]])
  market.trade('BTCUSDT', 1, 100, 1)
  for (let i = 0; i < 5; i++) market.trade('BTCUSDT', 1, 101, 1)
  const last = new Map(market.orders.map((order) => [order.handle, order]))
  expect([...last.values()].map(({ price, state }) => [price, state])).toEqual([
    [undefined, 'filled'],
    [50, 'cancelled'],
    [51, 'cancelled'],
    [52, 'open'],
  ])
  expect(market.desk(undefined, 0).position.quantity).toBe(1)
  expect(market.result().checks[0]?.passed).toBe(false)
  expect(log).toEqual([])
})

test('a position under a stop is still under one after its strategy was put out', async () => {
  const fragile = strategyOf('fragile', (desk) => ({
    onTrade: ({ price }) => (price === 100 ? void desk.buy(1) : fail()),
    onFill: () => desk.protect({ stop: 90 }),
  }))
  const market = scriptedMarket(fragile, { plugins: [writtenLog()] })
  market.book('BTCUSDT', [[99.9, 5]], [[100, 5]])
  market.trade('BTCUSDT', 1, 100, 1)
  for (let i = 0; i < 5; i++) market.trade('BTCUSDT', 1, 101, 1)
  await market.wait('1s')
  market.book('BTCUSDT', [[89, 5]], [[89.5, 5]])
  market.trade('BTCUSDT', -1, 89, 1)
  await market.wait('1s')
  expect(market.desk().position.flat).toBe(true)
  expect(market.fills.at(-1)).toMatchObject({ side: -1, reason: 'stop' })
})

test('an indicator that throws puts out the strategies that read it, and no others', async () => {
  let updates = 0
  const broken = defineIndicator({
    name: 'broken',
    create: (_, input: Source) => ({
      value: 0,
      ready: true,
      update() {
        updates++
        if (input.value > 102) fail()
      },
    }),
  })
  const heard: string[] = []
  const reader = strategyOf('reader', (desk) => {
    desk.use(broken(desk.bars('1m')))
    return { onBar: () => void heard.push('reader') }
  })
  const { lines, session, failure } = await wholeRun({ strategies: [reader, witness(heard)] }, minuteBars({ BTCUSDT: prices }))
  expect(failure).toBeUndefined()
  expect(session.strategies.map(({ seat }) => seat.failures)).toEqual([5, 0])
  expect(heard.filter((what) => what === 'bar')).toHaveLength(10)
  // Three good bars, then five bad ones: at the fifth the strategy is out before its callback.
  expect({ updates, heard: heard.filter((what) => what === 'reader').length }).toEqual({ updates: 8, heard: 7 })
  expect(lines[0]).toMatch(/failed in update of broken, 1 of 5/)
})

const waiting = (name: string, onBar: () => unknown) =>
  strategyOf(name, (desk) => {
    desk.bars('1m')
    return { onBar: onBar as never }
  })

test('a callback that gives back a promise is a failure that says so, at the place of its strategy', async () => {
  const strategies = [waiting('waits', () => Promise.resolve())]
  const { lines, failure } = await wholeRun({ strategies }, minuteBars({ BTCUSDT: prices.slice(0, 2) }))
  expect(failure).toBeUndefined()
  expect(lines[0]).toMatch(/^.*BY2110 .*failed in onBar.*it returned a promise/)
})

test('an async callback is refused before the start', async () => {
  const run = wholeRun({ strategies: [waiting('waits', async () => fail())] }, minuteBars({ BTCUSDT: prices.slice(0, 2) }))
  await expect(run).rejects.toMatchObject({ code: 'BY2110', at: { file: expect.stringContaining('failing-strategies.test.ts') } })
})
