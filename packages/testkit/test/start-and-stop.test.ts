import { BotyardError, defineIndicator, definePlugin, defineQuestion, defineStrategy, Env, type Source } from '@botyard/core'
import { expect, test } from 'vitest'
import { begin, bookAround, minute, minuteBars, wholeRun } from './whole-run.ts'

const time = (micros: number) => (micros - begin) / minute

/** Writes down everything it hears, with the time. */
const diary = (log: string[]) =>
  defineStrategy({
    name: 'diary',
    create(desk) {
      const bars = desk.bars('1m')
      const note = (what: string) => () => void log.push(`${what} at ${time(desk.clock.now())}`)
      log.push(`create at ${time(desk.clock.now())} with ${bars.count} bars`)
      desk.clock.after('1m', note('timer of create'))
      return {
        onStart() {
          log.push(`start at ${time(desk.clock.now())} with ${bars.count} bars, last ${bars.close}`)
          desk.clock.after('0s', note('timer of start'))
          desk.clock.every('2m', note('tick'))
        },
        onMarket: (_, state) => note(`market ${state}`)(),
        onOpen: () => note(`open ${bars.nextOpen}`)(),
        onBar: () => note(`bar ${bars.close}`)(),
        onStop: note('stop'),
      }
    },
  })()

test('a strategy is made, hears nothing of the history, starts, hears the rest and stops', async () => {
  const log: string[] = []
  const recording = minuteBars({ BTCUSDT: [1, 2, 3, 4, 5, 6] })
  await wholeRun({ strategies: [diary(log)] }, recording, { from: begin + 3 * minute })
  expect(log).toEqual([
    'create at 3 with 0 bars',
    'start at 3 with 2 bars, last 2',
    'timer of start at 3',
    'bar 3 at 3',
    'open 4 at 3',
    'timer of create at 4',
    'tick at 4',
    'bar 4 at 4',
    'open 5 at 4',
    'bar 5 at 5',
    'open 6 at 5',
    'tick at 6',
    'bar 6 at 6',
    'stop at 6',
  ])
})

test('indicators are warm at the start, and orders are impossible before it', async () => {
  const early: number[] = []
  const count = defineIndicator({
    name: 'count',
    create: (_, input: Source) => ({
      value: 0,
      ready: false,
      update() {
        this.value += input.value
        this.ready = true
      },
    }),
  })
  let warm: number | undefined
  const eager = defineStrategy({
    name: 'eager',
    create(desk) {
      const sum = desk.use(count(desk.bars('1m')))
      early.push(desk.buy(1))
      return {
        onStart() {
          warm = sum.value
        },
        onBar: () => void (desk.position.flat && desk.buy(1)),
      }
    },
  })
  const { fills, orders, refused, result } = await wholeRun(
    { strategies: [eager()] },
    minuteBars({ BTCUSDT: [1, 2, 3, 4, 5, 6] }),
    { from: begin + 4 * minute },
  )
  expect(early.every((handle) => handle < 0)).toBe(true)
  expect(warm).toBe(1 + 2 + 3)
  expect(fills.map((fill) => time(fill.time))).toEqual([4])
  expect(orders.every((order) => order.handle > 0)).toBe(true)
  // What was asked for in vain before the start is counted, once.
  expect(refused.length).toBeLessThanOrEqual(1)
  expect(result.equity.times[0]).toBeGreaterThanOrEqual(begin + 4 * minute)
})

test('what is wished for in onStart leaves at once when the history has shown a price', async () => {
  const starter = defineStrategy({
    name: 'starter',
    create: (desk) => ({ onStart: () => void desk.buy(1) }),
  })
  const { fills } = await wholeRun({ strategies: [starter()] }, minuteBars({ BTCUSDT: [10, 20, 30, 40] }), {
    from: begin + 2 * minute + 1,
  })
  expect(fills.map((fill) => [time(fill.time), fill.price])).toEqual([[2 + 1 / minute, 30]])
})

/** Buys once, leaves when it is stopped, and tries to come back then. */
const holder = (heard: string[]) =>
  defineStrategy({
    name: 'holder',
    create: (desk) => ({
      onBook: () => void (heard.length === 0 && desk.position.flat && desk.buy(1)),
      onStop: () => void desk.exit('the end'),
      onFill(fill) {
        heard.push(`${fill.side} at ${fill.price}`)
        if (fill.side === -1) heard.push(desk.buy(1) < 0 ? 'no way back' : 'back again')
      },
      onRefused: (refused) => void heard.push(refused.error),
    }),
  })()

test.each(['0ms', '300ms'] as const)(
  'an exit in onStop is carried out and heard %s later; entries no longer pass',
  async (latency) => {
    const heard: string[] = []
    const { result } = await wholeRun(
      { strategies: [holder(heard)], latency: { entry: latency, response: latency } },
      bookAround([100, 101, 102, 103, 104]),
    )
    expect(heard[0]).toMatch(/^1 at 10[01]\.1/)
    expect(heard.slice(1)).toEqual(['-1 at 103.9', 'no way back', expect.stringMatching(/^BY4/)])
    expect(result.open).toEqual([])
    expect(result.trades).toMatchObject([{ quantity: 1, reason: 'the end' }])
  },
)

test('a run that is paused leaves orders and positions as they are and stops nobody', async () => {
  const heard: string[] = []
  const { result } = await wholeRun({ strategies: [holder(heard)] }, bookAround([100, 101, 102]), { pause: true })
  expect(heard).toHaveLength(1)
  expect(result.open).toMatchObject([{ quantity: 1 }])
})

test('a stop signal ends a run where it is: nothing later is heard, and strategies are stopped', async () => {
  const log: string[] = []
  const stop = new AbortController()
  const shares: number[] = []
  const stopper = defineStrategy({
    name: 'stopper',
    create(desk) {
      desk.bars('1m')
      // More rows than are drained in one breath, so that the signal is looked at in between.
      desk.clock.every('1ms', () => {})
      return {
        onBar() {
          log.push(`bar ${time(desk.clock.now())}`)
          if (log.length === 2) stop.abort()
        },
        onStop: () => void log.push(`stop ${time(desk.clock.now())}`),
      }
    },
  })
  const recording = minuteBars({ BTCUSDT: Array.from({ length: 30 }, (_, i) => 100 + i) })
  const { failure } = await wholeRun({ strategies: [stopper()] }, recording, {
    stop: stop.signal,
    progress: (share) => shares.push(share),
  })
  expect(failure).toBeUndefined()
  expect(log.slice(0, 2)).toEqual(['bar 1', 'bar 2'])
  const stopped = Number(/stop (.*)/.exec(log.at(-1) ?? '')?.[1])
  expect(stopped).toBeLessThan(10)
  expect(log).toHaveLength(Math.floor(stopped) + 1)
  expect(shares.every((share) => share < 1)).toBe(true)
})

test('a signal that was given before the start lets nothing happen but start and stop', async () => {
  const log: string[] = []
  await wholeRun({ strategies: [diary(log)] }, minuteBars({ BTCUSDT: [1, 2, 3] }), { stop: AbortSignal.abort() })
  expect(log.slice(0, 3).map((line) => line.split(' ')[0])).toEqual(['create', 'start', 'stop'])
  expect(log.filter((line) => line.startsWith('bar'))).toEqual([])
})

test('progress goes from 0 to 1 and never back, also over history', async () => {
  const shares: number[] = []
  const ticker = defineStrategy({ name: 'ticker', create: (desk) => ({ onStart: () => void desk.clock.every('1ms', () => {}) }) })
  const recording = minuteBars({ BTCUSDT: Array.from({ length: 20 }, () => 100) })
  await wholeRun({ strategies: [ticker()] }, recording, { from: begin + 5 * minute, progress: (share) => shares.push(share) })
  expect(shares.length).toBeGreaterThan(2)
  expect(shares).toEqual([...shares].sort((a, b) => a - b))
  expect(shares.every((share) => share >= 0)).toBe(true)
  expect(shares.at(-1)).toBe(1)
})

test('onStop comes after a failure elsewhere too, once, plugins are stopped, and the failure comes out', async () => {
  const log: string[] = []
  const reader = definePlugin({
    name: 'broken-recorder',
    setup(host) {
      host.contribute(
        { name: 'TapeReaders', list: true },
        {
          name: 'broken',
          message: () => {
            if (log.includes('bar')) throw new BotyardError('BY6009', { file: 'tape', reason: 'ENOSPC' })
          },
        },
      )
      host.onStop(() => void log.push('plugin stops'))
    },
  })
  const witness = defineStrategy({
    name: 'witness',
    create(desk) {
      desk.bars('1m')
      return { onBar: () => void log.push('bar'), onStop: () => void log.push('strategy stops') }
    },
  })
  const { failure } = await wholeRun({ strategies: [witness()], plugins: [reader()] }, minuteBars({ BTCUSDT: [1, 2, 3] }))
  expect((failure as Error).message).toMatch(/^BY6009/)
  expect(log).toEqual(['bar', 'strategy stops', 'plugin stops'])
})

test('a failure and what fails while stopping come out together', async () => {
  const plugin = definePlugin({
    name: 'bad',
    setup(host) {
      host.onStart(() => {
        throw new TypeError('no start')
      })
      host.onStop(() => {
        throw new TypeError('no stop')
      })
    },
  })
  const nothing = defineStrategy({ name: 'nothing', create: () => ({}) })
  const { failure } = await wholeRun({ strategies: [nothing()], plugins: [plugin()] }, minuteBars({ BTCUSDT: [1, 2] }))
  expect((failure as Error).message).toMatch(/no start[\s\S]*no stop/)
})

test('a question that never answers does not keep a run from its end, nor the process alive', async () => {
  let timers = 0
  const never = defineQuestion({
    name: 'never',
    timeout: '10m',
    latency: '5m',
    create: () => ({ answer: () => new Promise(() => {}) }),
  })
  const asks = defineStrategy({
    name: 'asks',
    create(desk) {
      desk.bars('1m')
      return { onBar: () => void desk.ask(never(), new Float64Array(1)) }
    },
  })
  const counting = definePlugin({
    name: 'counting-env',
    provides: [Env],
    setup: (host) =>
      host.provide(Env, [], () => ({
        wall: () => 0,
        monotonic: () => 0,
        timer(delay, wake) {
          timers++
          const handle = setTimeout(wake, delay / 1000)
          return () => {
            timers--
            clearTimeout(handle)
          }
        },
        random: () => () => 0,
        connect: () => ({ bytes() {}, close() {} }),
        request: () => Promise.reject(new TypeError('no network')),
        disk: {} as never,
      })),
  })
  const { failure } = await wholeRun({ strategies: [asks()], plugins: [counting()] }, minuteBars({ BTCUSDT: [1, 2, 3] }))
  expect(failure).toBeUndefined()
  expect(timers).toBe(0)
})

test('a run whose answers are always known at once still hears that it is to stop', async () => {
  const quick = defineQuestion({
    name: 'quick',
    timeout: '1s',
    latency: '0ms',
    create: () => ({ answer: async () => Float64Array.of(1) }),
  })
  const asking = defineStrategy({
    name: 'asking',
    create(desk) {
      desk.bars('1m')
      return { onBar: () => void desk.ask(quick(), Float64Array.of(1)) }
    },
  })
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 0)
  const { session } = await wholeRun({ strategies: [asking()] }, minuteBars({ BTCUSDT: Array(3000).fill(1) }), {
    stop: stop.signal,
  })
  expect(time(session.clock.time)).toBeLessThan(3000)
})
