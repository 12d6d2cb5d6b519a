import { type Bars, defineIndicator, defineStrategy, type SavedSession, type Source } from '@botyard/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scriptedMarket } from '../src/index.ts'
import { randomBars, randomTrader } from './random-trader.ts'
import { begin, minute, minuteBars, type RunOptions, type WholeRun, wholeRun, writtenLog } from './whole-run.ts'

const symbols = ['BTCUSDT', 'ETHUSDT']

/** What two runs must agree on; handles and ids number the starts, so they are left out. */
const toldBy = ({ fills, refused }: WholeRun) => ({
  fills: fills.map(({ side, price, quantity, fee, reason, time, instrument }) => [
    instrument.symbol,
    side,
    price,
    quantity,
    fee,
    reason,
    time,
  ]),
  refused: refused.map(({ error, reason }) => [error, reason]),
})

/** Live orders by their number. Slots, handles and epochs tell how often the bot was started, so they are left out. */
const liveOf = ({ sequence, live }: SavedSession['orders']) => ({
  sequence,
  live: live
    .map(({ owner, symbol, side, type, state, lots, filledLots, priceUnits, triggerUnits, reason, ...order }) => ({
      what: [order.sequence, owner, symbol, side, type, state, reason],
      numbers: [lots, filledLots, priceUnits, triggerUnits, order.wantedLots, order.wantedPriceUnits],
    }))
    .sort((a, b) => Number(a.what[0]) - Number(b.what[0])),
})

test('a bot that is stopped, saved and started again anywhere, any number of times, does what it would have done', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(10_000),
      fc.uniqueArray(fc.integer({ min: 1, max: 59 }), { minLength: 1, maxLength: 3 }),
      fc.constantFrom<'0ms' | '90s'>('0ms', '90s'),
      fc.constantFrom<'0ms' | '70s'>('0ms', '70s'),
      async (seed, cuts, entry, response) => {
        const recording = randomBars(seed, 60, symbols)
        const spec = {
          strategies: [randomTrader({ seed }), randomTrader({ seed: seed + 1 }, { as: 'second' })],
          latency: { entry, response },
          costs: { taker: '0.05%', maker: '0.01%', slippage: '1bp' },
        } as const
        const whole = await wholeRun(spec, recording, { pause: true })
        const edges = [recording.from, ...cuts.sort((a, b) => a - b).map((cut) => begin + cut * minute + 1), recording.to]
        const parts: WholeRun[] = []
        for (const [i, to] of edges.slice(1).entries()) {
          const last = parts.at(-1)
          const from = edges[i]!
          const options: RunOptions = {
            from,
            to,
            rowsFrom: from,
            pause: true,
            saved: last?.save(),
            gateway: last?.session.trading.gateway,
          }
          parts.push(await wholeRun(spec, recording, options))
        }
        const told = parts.map(toldBy)
        expect({ fills: told.flatMap((one) => one.fills), refused: told.flatMap((one) => one.refused) }).toEqual(toldBy(whole))
        const { orders, desks: _desks, ...saved } = parts.at(-1)!.save()
        const { orders: expected, desks: _others, ...rest } = whole.save()
        expect(saved).toEqual(rest)
        expect(liveOf(orders)).toEqual(liveOf(expected))
        expect(parts.flatMap(({ lines }) => lines)).toEqual([])
      },
    ),
    { numRuns: 25 },
  )
})

test.each(['no restart', 'restart'])('with %s, a ladder and a kept handle mean the orders they were given for', async (when) => {
  const idle = defineStrategy({ name: 'idle', create: () => ({}) })
  const market = scriptedMarket(idle())
  const only = (...values: number[]) => Float64Array.from(values)
  market.book('BTCUSDT', [[100, 10]], [[101, 10]])
  market.desk().quotes(1, only(99), only(1), 1)
  const kept = market.desk().sell(2, 130)
  await market.wait('1s')
  market.desk().quotes(1, only(), only(), 0)
  market.desk().cancel(kept)
  await market.wait('1s')
  if (when === 'restart') market.restart()
  const plain = market.desk().buy(5, 90)
  const other = market.desk().sell(5, 120)
  await market.wait('1s')
  market.desk().quotes(1, only(99), only(1), 1)
  market.desk().cancel(kept)
  await market.wait('1s')
  expect(market.desk().order(plain)).toMatchObject({ price: 90, quantity: 5, state: 'open' })
  expect(market.desk().order(other)).toMatchObject({ price: 120, state: 'open' })
})

test('what is saved is plain data that JSON keeps exactly', async () => {
  const { session, save } = await wholeRun({ strategies: [randomTrader({ seed: 4 })] }, randomBars(4, 50), { pause: true })
  const saved = save()
  expect(saved.version).toBe(1)
  expect(Object.keys(saved.strategies)).toEqual(['random-trader@sim:linear:BTCUSDT'])
  expect(JSON.parse(JSON.stringify(saved))).toEqual(saved)
  expect(session.strategies[0]?.records.changed).toEqual([])
})

interface Shape {
  readonly state: Record<string, number | string | boolean | Float64Array>
  readonly other?: Record<string, number>
}

/** Counts bars in two records, whose shapes a test may change between two lives. */
const keeper = ({ state, other = { bars: 0 } }: Shape, seen: unknown[] = []) =>
  defineStrategy({
    name: 'keeper',
    create(desk) {
      desk.bars('1m')
      const memory = desk.state('memory', structuredClone(state))
      const second = desk.state('second', structuredClone(other))
      seen.push(structuredClone(memory), structuredClone(second))
      return {
        onBar() {
          memory['bars'] = Number(memory['bars']) + 1
          second['bars'] = (second['bars'] ?? 0) + 1
        },
      }
    },
  })()

async function savedBy(shape: Shape): Promise<SavedSession> {
  return (await wholeRun({ strategies: [keeper(shape)] }, minuteBars({ BTCUSDT: [1, 2, 3] }), { pause: true })).save()
}

test.each<[string, Shape['state']]>([
  ['a field more', { bars: 0, more: 1 }],
  ['a field less', {}],
  ['a field of another sort', { bars: 'none' }],
  ['another field', { count: 0 }],
])('a record with %s starts afresh and is named in the log; the other one is restored', async (_, state) => {
  const saved = await savedBy({ state: { bars: 0 } })
  const seen: unknown[] = []
  const { lines } = await wholeRun({ strategies: [keeper({ state }, seen)] }, minuteBars({ BTCUSDT: [1, 2] }), { saved })
  expect(seen).toEqual([state, { bars: 3 }])
  expect(lines).toEqual([
    expect.stringMatching(/^BY9005 The saved state "memory" of keeper@sim:linear:BTCUSDT has another shape now/),
  ])
})

test('a column of another length starts afresh too', async () => {
  const saved = await savedBy({ state: { bars: 0, column: new Float64Array(3) } })
  const { lines } = await wholeRun(
    { strategies: [keeper({ state: { bars: 0, column: new Float64Array(4) } })] },
    minuteBars({ BTCUSDT: [1, 2] }),
    { saved },
  )
  expect(lines).toHaveLength(1)
})

test('bars that are looked back on farther than before begin anew, the one in the making goes on', async () => {
  const looks = (keep: number, seen: unknown[]) =>
    defineStrategy({
      name: 'looks',
      create(desk) {
        const bars: Bars = desk.bars('2m', { keep })
        return { onBar: () => void seen.push([bars.count, bars.open, bars.close, bars.back(1).close]) }
      },
    })()
  const recording = minuteBars({ BTCUSDT: [1, 2, 3, 4, 5, 6, 7, 8] })
  const cut = begin + 3 * minute + 1
  const first = await wholeRun({ strategies: [looks(1, [])] }, recording, { to: cut, pause: true })
  const seen: unknown[] = []
  const { lines } = await wholeRun({ strategies: [looks(2, seen)] }, recording, { from: cut, rowsFrom: cut, saved: first.save() })
  expect(seen).toEqual([
    [1, 3, 4, Number.NaN],
    [2, 5, 6, 4],
    [3, 7, 8, 6],
  ])
  expect(lines).toEqual([expect.stringMatching(/^BY9005 .*"bars:sim:.*2m:1m#1" of indicators/)])
})

const buyer = (name: string) =>
  defineStrategy({
    name,
    create(desk) {
      desk.bars('1m')
      return { onBar: () => void (desk.position.flat && desk.buy(1)) }
    },
  })()

test.each<[string, Parameters<typeof wholeRun>[0], string, RegExp]>([
  [
    'the symbol of a position is gone',
    { strategies: [buyer('buyer')], symbols: ['ETHUSDT'] },
    'BTCUSDT',
    /BTCUSDT, which the bot has no place for/,
  ],
  [
    'the strategy of a position has another name',
    { strategies: [buyer('renamed')] },
    'BTCUSDT',
    /^buyer@sim:linear:BTCUSDT has 1(\.0+)? sim:linear:BTCUSDT, which the bot has no place for/,
  ],
  [
    'a balance is in a currency that is gone',
    { strategies: [buyer('buyer')], account: { start: 1, quote: 'USDC' }, symbols: ['ETHUSDC'] },
    'ETHUSDC',
    /which the account cannot hold now/,
  ],
])('saved money that does not fit stops the start: %s', async (_, spec, symbol, reason) => {
  const all = minuteBars({ BTCUSDT: [1, 2, 3], ETHUSDT: [1, 2, 3], [symbol]: [1, 2, 3] })
  const first = await wholeRun({ strategies: [buyer('buyer')], symbols: ['BTCUSDT'] }, all, { pause: true })
  await expect(wholeRun({ symbols: ['BTCUSDT'], ...spec }, all, { saved: first.save() })).rejects.toThrow(
    /^BY9004 What was saved does not fit/,
  )
  await expect(wholeRun({ symbols: ['BTCUSDT'], ...spec }, all, { saved: first.save() })).rejects.toMatchObject({
    details: { reason: expect.stringMatching(reason) },
  })
})

test('a strategy without a position may be renamed or left out', async () => {
  const all = minuteBars({ BTCUSDT: [1, 2, 3] })
  const idle = (name: string) => defineStrategy({ name, create: () => ({}) })()
  const first = await wholeRun({ strategies: [idle('one'), buyer('buyer')] }, all, { pause: true })
  const { failure } = await wholeRun({ strategies: [buyer('buyer'), idle('two')] }, all, { saved: first.save() })
  expect(failure).toBeUndefined()
})

test('an indicator goes on with its state, also when another strategy uses it now', async () => {
  const total = defineIndicator({
    name: 'total',
    create(_, input: Source, keep) {
      const state = keep({ sum: 0 })
      return {
        value: Number.NaN,
        ready: false,
        update() {
          state.sum += input.value
          this.value = state.sum
          this.ready = true
        },
      }
    },
  })
  const user = (name: string, seen: number[]) =>
    defineStrategy({
      name,
      create(desk) {
        const sum = desk.use(total(desk.bars('1m')))
        return { onBar: () => void seen.push(sum.value) }
      },
    })()
  const recording = minuteBars({ BTCUSDT: [1, 2, 3, 4] })
  const cut = begin + 2 * minute + 1
  const first = await wholeRun({ strategies: [user('one', [])] }, recording, { to: cut, pause: true })
  const seen: number[] = []
  await wholeRun({ strategies: [user('two', seen)] }, recording, { from: cut, rowsFrom: cut, saved: first.save() })
  expect(seen).toEqual([6, 10])
})

test.each(['create', 'onStart'] as const)('a daily timer that is set in %s catches up what it missed, once', async (where) => {
  const log: string[] = []
  const daily = defineStrategy({
    name: 'daily',
    create(desk) {
      const set = () => {
        for (const missed of ['run', 'skip'] as const)
          desk.clock.daily(missed === 'run' ? '09:00' : '09:30', 'UTC', missed, () => {
            log.push(`${missed} ${new Date(desk.clock.now() / 1000).toISOString().slice(8, 16)}`)
          })
      }
      if (where === 'create') set()
      return where === 'create' ? {} : { onStart: set }
    },
  })
  const market = scriptedMarket(daily(), { plugins: [writtenLog()] })
  await market.wait('10h')
  market.restart('1h')
  await market.wait('1h')
  market.restart('3d')
  await market.wait('1s')
  await market.wait('1d')
  expect(log).toEqual(['run 01T09:00', 'skip 01T09:30', 'run 04T12:00', 'run 05T09:00', 'skip 05T09:30'])
})
