import {
  definePlugin,
  defineQuestion,
  defineStrategy,
  Executor,
  type Fill,
  HeapMemory,
  Kind,
  Memory,
  MemoryLane,
  type Order,
  type Tape,
  TapeReaders,
} from '@botyard/core'
import { expect, test } from 'vitest'
import { scriptedMarket } from '../src/index.ts'
import { begin, bookAround, minute, minuteBars, wholeRun, writtenLog } from './whole-run.ts'

const idle = defineStrategy({ name: 'idle', create: () => ({}) })

/** A stage before the gateway that writes down what passes. */
const stage = (name: string, log: string[]) =>
  definePlugin({
    name,
    setup(host) {
      host.wrap(Executor, ({ next, book }) => ({
        submit(draft) {
          log.push(`${name} submits ${draft.lots} at ${book(draft.instrument.index).ask}`)
          next.submit(draft)
        },
        amend: (draft) => next.amend(draft),
        cancel(order) {
          log.push(`${name} cancels`)
          next.cancel(order)
        },
      }))
    },
  })()

test('orders pass the stages in the order of the plugins, and reach the venue after the last', () => {
  const log: string[] = []
  const market = scriptedMarket(idle(), { plugins: [stage('first', log), stage('second', log)] })
  market.book('BTCUSDT', [[99.9, 5]], [[100.1, 5]])
  const order = market.desk().buy(1, 99)
  void market.wait('1s')
  market.desk().cancel(order)
  void market.wait('1s')
  expect(log).toEqual(['first submits 1000 at 100.1', 'second submits 1000 at 100.1', 'first cancels', 'second cancels'])
  expect(market.orders.at(-1)?.state).toBe('cancelled')
})

test('readers see every message, own answers and timers too, before strategies do', async () => {
  const log: string[] = []
  const names = new Map(Object.entries(Kind).map(([name, kind]) => [kind as number, name]))
  const reader = definePlugin({
    name: 'reader',
    setup: (host) =>
      host.contribute(TapeReaders, {
        name: 'reader',
        message: (tape: Tape, from) => void log.push(`row ${names.get(tape.kind[from])}`),
      }),
  })
  const trader = defineStrategy({
    name: 'trader',
    create: (desk) => ({
      onStart: () => void desk.clock.after('500ms', () => void log.push('timer')),
      onBook: () => void (log.push('book') === 2 && desk.buy(1)),
      onFill: () => void log.push('fill'),
    }),
  })
  await wholeRun({ strategies: [trader()], plugins: [reader()] }, bookAround([100, 101]))
  expect(log).toEqual(['row clear', 'book', 'row accepted', 'row fill', 'fill', 'row timer', 'timer', 'row clear', 'book'])
})

test('what the bus tells are copies: they stay as they were when they were told', async () => {
  const [orders, fills]: [Order[], Fill[]] = [[], []]
  const listener = definePlugin({
    name: 'listener',
    setup(host) {
      host.on('order', (order) => orders.push(order))
      host.on('fill', (fill) => fills.push(fill))
    },
  })
  const market = scriptedMarket(idle(), { plugins: [listener()] })
  market.book(
    'BTCUSDT',
    [[99.9, 5]],
    [
      [100.1, 1],
      [100.2, 5],
    ],
  )
  market.desk().buy(2)
  await market.wait('1s')
  expect(orders.map(({ state, filled }) => [state, filled])).toEqual([
    ['open', 0],
    ['partial', 1],
    ['filled', 2],
  ])
  expect(fills.map(({ price, quantity }) => [price, quantity])).toEqual([
    [100.1, 1],
    [100.2, 1],
  ])
  expect(new Set(fills.map(({ execution }) => execution)).size).toBe(2)
})

test('funding is heard by those who hold the instrument, each with its own part', async () => {
  const heard: string[] = []
  const holder = (name: string, side: 1 | -1 | 0, quantity: number) =>
    defineStrategy({
      name,
      create: (desk) => ({
        onTrade() {
          if (side !== 0 && desk.position.flat) desk.send({ type: 'market', side, quantity })
        },
        onFunding: ({ paid, currency, rate, instrument, time }) =>
          void heard.push(`${name} ${paid} ${currency} at ${rate} on ${instrument.name} ${(time - begin) / minute}`),
      }),
    })()
  const { result, failure } = await wholeRun(
    { strategies: [holder('long', 1, 3), holder('short', -1, 1), holder('flat', 0, 0)] },
    minuteBars({ BTCUSDT: [100, 100] }),
    {
      market(list, memory) {
        const lane = new MemoryLane(memory, 'rows', 16)
        const write = (time: number, kind: number, fill: (row: number) => void) => {
          lane.open()
          const row = lane.next(kind)
          lane.instrument[row] = 0
          lane.exchangeTime[row] = begin + time
          lane.receivedTime[row] = begin + time
          fill(row)
          lane.close()
        }
        for (const time of [0, 1000])
          write(time, Kind.trade, (row) => {
            lane.side[row] = 1
            lane.price[row] = 100 * list.instruments.at(0).priceScale
            lane.quantity[row] = 100_000
          })
        write(2000, Kind.ticker, (row) => {
          lane.ref[row] = 2
          lane.a[row] = 0.0001
          lane.b[row] = Number.NaN
        })
        // The account pays 8 of its currency, in units of 10^-8, for its net position of 2.
        write(minute, Kind.funding, (row) => {
          lane.ref[row] = 0
          lane.a[row] = 0
          lane.b[row] = -8e8
        })
        return [lane]
      },
      to: begin + 2 * minute,
    },
  )
  expect(failure).toBeUndefined()
  expect(heard).toEqual(['long 12 USDT at 0.0001 on BTCUSDT 1', 'short -4 USDT at 0.0001 on BTCUSDT 1'])
  expect(result.funding).toBe(-8)
})

test('a model is heard in a run when its latency has passed, in two runs alike, whatever its promises do', async () => {
  const rows = async (turns: number) => {
    const log: string[] = []
    const model = defineQuestion({
      name: 'model',
      timeout: '10s',
      latency: '2500ms',
      create: () => ({
        async answer(features) {
          for (let i = 0; i < turns * features[0]!; i++) await Promise.resolve()
          return features.map((one) => one * 2)
        },
      }),
    })
    const asks = defineStrategy({
      name: 'asks',
      create: (desk) => ({
        onBook: ({ bid }) => void log.push(`ask ${bid} ${desk.ask(model(), Float64Array.of(bid - 99))}`),
        onAnswer: ({ values, asked, time }) =>
          void log.push(`answer ${values[0]} asked ${(asked - begin) / 1e6} heard ${(time - begin) / 1e6}`),
      }),
    })
    const { result } = await wholeRun(
      { strategies: [asks(), asks({}, { as: 'again' })] },
      bookAround([100.1, 101.1, 102.1, 103.1]),
    )
    return { log, hash: result.hash }
  }
  const first = await rows(1)
  expect(await rows(50)).toEqual(first)
  expect(first.log.filter((line) => line.startsWith('answer'))).toEqual([
    'answer 2 asked 0 heard 2.5',
    'answer 2 asked 0 heard 2.5',
  ])
  expect(first.log.filter((line) => line.endsWith('false'))).toHaveLength(4)
})

test('a plugin may bring the memory that a session is laid out in, which is sealed at the start', () => {
  const memory = new HeapMemory()
  const own = definePlugin({
    name: 'own-memory',
    provides: [Memory],
    setup: (host) => host.provide(Memory, [], () => memory),
  })
  scriptedMarket(idle(), { plugins: [own()] })
  expect(memory.bytes).toBeGreaterThan(100_000)
  expect(() => memory.column('f64', 1, 'late')).toThrow(/after the start/)
})

test('a plugin may bring its own log, and nothing is written to the default one', () => {
  const lines: string[] = []
  const market = scriptedMarket(idle(), { plugins: [writtenLog(lines)] })
  market.desk().log.info('hello')
  expect(lines).toEqual(['hello'])
})
