import { expect, test } from 'vitest'
import { Callbacks, update } from '../engine/callbacks.ts'
import { Seat } from '../engine/seat.ts'
import { StateRecords } from '../engine/state.ts'
import type { Timeframe } from '../engine/timeframe.ts'
import { integer } from '../options/options.ts'
import type { Source } from '../ports/market.ts'
import { defineIndicator, defineQuestion } from './define-indicator.ts'
import { problemsOf } from './plain-bot.oracle.ts'
import { MadeWishes } from './wishes.ts'

const silent = { debug() {}, info() {}, warn() {}, error() {} }
const updates: string[] = []

/** Writes down each update, and is the sum of its inputs in the order of asking. */
const sum = defineIndicator({
  name: 'sum',
  options: { times: integer(1, 'factor', { min: 1, max: 100 }) },
  warm: ({ times }) => times,
  create({ times }, input: Source | readonly Source[], keep) {
    const inputs = Array.isArray(input) ? (input as readonly Source[]) : [input as Source]
    const state = keep({ steps: 0 })
    return {
      value: Number.NaN,
      ready: false,
      get steps() {
        return state.steps
      },
      update() {
        state.steps++
        this.value = times * inputs.reduce((all, { value }) => all + value, 0)
        this.ready = true
        updates.push(`${times}: ${this.value}`)
      },
    }
  },
})

function scene(saved?: ConstructorParameters<typeof StateRecords>[1]) {
  updates.length = 0
  const records = new StateRecords('indicators', saved)
  const wishes = new MadeWishes(records, () => 7)
  const [book, trades] = [
    { key: 'book', value: 1 },
    { key: 'trades', value: 2 },
  ]
  const callbacks = new Callbacks()
  wishes.addMarket(book, trades, callbacks)
  const out: string[] = []
  const seats = ['one', 'two'].map((name, i) => new Seat(name, i + 1, silent, () => out.push(name)))
  const [one, two] = seats as [Seat, Seat]
  const bars = { series: { key: 'bars', value: 3 }, updates: [] } as unknown as Timeframe
  wishes.addBars(bars)
  return { wishes, records, book, trades, bars: bars.series as Source, barUpdates: bars.updates, callbacks, one, two, out }
}

test('equal wishes share one instance, also over strategies; another option or input is another one', () => {
  const { wishes, book, trades, one, two, callbacks } = scene()
  const first = wishes.use(sum(book, 2), one)
  expect(wishes.use(sum(book, { times: 2 }), two)).toBe(first)
  expect(wishes.use(sum(book, 3), one)).not.toBe(first)
  expect(wishes.use(sum(trades, 2), one)).not.toBe(first)
  expect([callbacks.bookUpdates.length, callbacks.tradeUpdates.length]).toEqual([2, 1])
})

test('a default that is written out is the same wish as one that is left out', () => {
  const { wishes, book, one } = scene()
  expect(wishes.use(sum(book, { times: 1 }), one)).toBe(wishes.use(sum(book), one))
})

test('each follows its own source and nothing else', () => {
  const { wishes, book, trades, bars, barUpdates, one, callbacks } = scene()
  for (const [source, times] of [
    [book, 1],
    [trades, 2],
    [bars, 3],
  ] as const)
    wishes.use(sum(source, times), one)
  update(callbacks.tradeUpdates)
  update(barUpdates)
  expect(updates).toEqual(['2: 4', '3: 9'])
})

test('one on top of another comes after it, however deep and however they were mixed', () => {
  const { wishes, book, one, callbacks } = scene()
  const lowest = wishes.use(sum(book, 2), one)
  const aside = wishes.use(sum(book, 3), one)
  const middle = wishes.use(sum(lowest, 5), one)
  const top = wishes.use(sum([middle, aside, book], 7), one)
  book.value = 10
  update(callbacks.bookUpdates)
  expect(updates).toEqual(['2: 20', '3: 30', '5: 100', '7: 980'])
  expect(top.value).toBe(7 * (100 + 30 + 10))
})

test('one that follows several sources moves with each, and once when two inputs move together', () => {
  const { wishes, book, trades, one, callbacks } = scene()
  const [a, b] = [wishes.use(sum(book, 2), one), wishes.use(sum(book, 3), one)]
  wishes.use(sum([a, b, trades], 7), one)
  updates.length = 0
  update(callbacks.bookUpdates)
  update(callbacks.tradeUpdates)
  expect(updates.filter((line) => line.startsWith('7'))).toHaveLength(2)
})

test('state is saved and restored by the key of the wish', () => {
  const before = scene()
  before.wishes.use(sum(before.book, 2), before.one)
  before.wishes.use(sum(before.book, 3), before.one)
  for (let i = 0; i < 4; i++) update(before.callbacks.bookUpdates)
  const after = scene(JSON.parse(JSON.stringify(before.records.save())))
  // Asked for in another order, and with one that is new.
  const fresh = after.wishes.use(sum(after.book, 9), after.one)
  const third = after.wishes.use(sum(after.book, 3), after.one)
  expect([fresh.steps, third.steps]).toEqual([0, 4])
})

test('warm-up adds up along the longest way from each source', () => {
  const { wishes, book, trades, one } = scene()
  const a = wishes.use(sum(book, 10), one)
  const b = wishes.use(sum(a, 5), one)
  wishes.use(sum(trades, 3), one)
  wishes.use(sum([trades, b], 7), one)
  expect(wishes.cold()).toEqual([
    'sum, which needs 10 steps of book',
    'sum, which needs 15 steps of book',
    'sum, which needs 3 steps of trades',
    'sum, which needs 22 steps of trades and book',
  ])
})

test('a wish instead of an instance, or anything else that never moves, is refused', () => {
  const { wishes, book, one } = scene()
  const inner = sum(book, 2) as unknown as Source
  expect(problemsOf(() => wishes.use(sum(inner, 3), one))).toEqual([
    expect.stringMatching(/^BY2108 sum follows "sum\(.*no source/),
  ])
  wishes.use(sum(book, 2), one)
  expect(problemsOf(() => wishes.use(sum({ key: 'mine', value: 1 }), one))).toEqual([expect.stringMatching(/^BY2108 .*"mine"/)])
})

test('two definitions of one name are not mistaken for each other', () => {
  const { wishes, book, one } = scene()
  const other = defineIndicator({
    name: 'sum',
    options: { times: integer(1, 'factor') },
    create: () => ({ value: 0, ready: true, update() {} }),
  })
  wishes.use(sum(book, 2), one)
  expect(problemsOf(() => wishes.use(other(book, 2), one))).toEqual([
    expect.stringMatching(/^BY2107 Two different indicators are called "sum"/),
  ])
})

test('two definitions of one question neither', () => {
  const { wishes } = scene()
  const modelOf = (answer: number) =>
    defineQuestion({ name: 'model', timeout: '1s', create: () => ({ answer: async () => Float64Array.of(answer) }) })
  const [one, other] = [modelOf(1), modelOf(2)]
  wishes.checkQuestion(one())
  wishes.checkQuestion(one())
  expect(problemsOf(() => wishes.checkQuestion(other()))).toEqual([
    expect.stringMatching(/^BY2107 .* questions are called "model"/),
  ])
})

test('what an indicator throws counts for each strategy that reads it, and hurts no other indicator', () => {
  const { wishes, book, one, two, callbacks, out } = scene()
  const broken = defineIndicator({
    name: 'broken',
    create: () => ({
      value: 0,
      ready: false,
      update() {
        updates.push('broken')
        throw new TypeError('no price')
      },
    }),
  })
  wishes.use(broken(book), one)
  wishes.use(sum(book, 2), two)
  for (let i = 0; i < 8; i++) update(callbacks.bookUpdates)
  expect({ out, one: one.failures, two: two.failures }).toEqual({ out: ['one'], one: 5, two: 0 })
  expect(updates.filter((line) => line === 'broken')).toHaveLength(5)
  expect(updates.filter((line) => line !== 'broken')).toHaveLength(8)
  expect(one.firstFailure).toMatch(/no price/)
})

test('an indicator goes on as long as one of its readers does', () => {
  const { wishes, book, one, two, callbacks, out } = scene()
  const broken = defineIndicator({
    name: 'broken',
    create: () => ({
      value: 0,
      ready: false,
      update() {
        throw new TypeError('no price')
      },
    }),
  })
  wishes.use(broken(book), one)
  wishes.use(broken(book), two)
  for (let i = 0; i < 3; i++) one.failed('onBar', new TypeError('other'))
  for (let i = 0; i < 9; i++) update(callbacks.bookUpdates)
  expect({ out, two: two.failures }).toEqual({ out: ['one', 'two'], two: 5 })
})
