import { join } from 'node:path'
import { ColumnsWriter } from '@botyard/columns'
import { type InstrumentRules, Kind, TickerField } from '@botyard/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../test/made.ts'
import { checkData } from './check.ts'
import { inventInstruments } from './synthetic/make-synthetic.ts'

const path = join(temporaryFolder(), 'rows.byc')
const minute = 60_000_000

interface Written {
  readonly kind: keyof typeof Kind
  /** Of our clock, and of the venue's when it is another. */
  readonly time: number
  readonly sent?: number
  readonly price?: number
  readonly quantity?: number
  readonly side?: number
  readonly a?: number
  readonly b?: number
  readonly ref?: number
}

function checked(rows: readonly Written[], rules: Partial<InstrumentRules> = {}) {
  const instruments = inventInstruments(['BTCUSDT']).map((one) => ({ ...one, ...rules }))
  const writer = new ColumnsWriter({ path, name: 'rows', synthetic: true, instruments, overwrite: true })
  for (const { kind, time, sent = time, price = 100, quantity = 1, side = 1, a = 110, b = 90, ref = 60_000 } of rows) {
    const { tape } = writer
    tape.open()
    const at = tape.next(Kind[kind])
    tape.instrument[at] = 0
    tape.side[at] = side
    tape.price[at] = price
    tape.quantity[at] = quantity
    tape.a[at] = a
    tape.b[at] = b
    tape.ref[at] = ref
    tape.exchangeTime[at] = sent
    tape.receivedTime[at] = time
    tape.sequence[at] = 0
    tape.close()
  }
  writer.finish()
  const found = checkData(path)
  return { ...found.instruments[0], backwards: found.backwards, ok: found.ok }
}

const sound: readonly Written[] = [
  { kind: 'clear', time: 0, side: 0 },
  { kind: 'level', time: 0, side: 1, price: 99 },
  { kind: 'level', time: 0, side: -1, price: 101 },
  { kind: 'open', time: 0 },
  { kind: 'trade', time: 1 },
  { kind: 'ticker', time: 2, ref: TickerField.fundingRate, a: -0.0001 },
  { kind: 'market', time: 3, ref: 1 },
  { kind: 'bar', time: minute },
]

test('rows that a market can have sent are no fault', () => {
  expect(checked(sound)).toMatchObject({ ok: true, badRows: 0, bad: [], early: 0, beforeSnapshot: 0, backwards: 0, rules: null })
})

const faults: [what: string, row: Written, told: string][] = [
  ['a trade at no price', { kind: 'trade', time: minute, price: 0 }, 'the price is 0 units'],
  ['a trade at a price that ran over', { kind: 'trade', time: minute, price: -2_147_483_648 }, 'the price is -2147483648 units'],
  ['a level below zero', { kind: 'level', time: minute, price: -5 }, 'the price is -5 units'],
  ['an open at zero', { kind: 'open', time: minute, price: 0 }, 'the price is 0 units'],
  ['a quote at zero', { kind: 'quote', time: minute, price: 0 }, 'the price is 0 units'],
  ['a negative quantity', { kind: 'level', time: minute, quantity: -1 }, 'the quantity is -1 lots'],
  ['a quantity that is no number', { kind: 'trade', time: minute, quantity: Number.NaN }, 'the quantity is NaN lots'],
  ['a part of a lot', { kind: 'trade', time: minute, quantity: 0.5 }, 'the quantity is 0.5 lots'],
  [
    'a volume without end',
    { kind: 'bar', time: 2 * minute, quantity: Number.POSITIVE_INFINITY },
    'the quantity is Infinity lots',
  ],
  ['a trade of nothing', { kind: 'trade', time: minute, quantity: 0 }, 'the quantity is 0 lots'],
  ['a trade of no side', { kind: 'trade', time: minute, side: 0 }, 'the side is 0'],
  ['a level of no side', { kind: 'level', time: minute, side: 0 }, 'the side is 0'],
  ['a high below the low', { kind: 'bar', time: 2 * minute, a: 80 }, 'the high is 80 and the low 90 units'],
  ['a high that is no number', { kind: 'bar', time: 2 * minute, a: Number.NaN }, 'the high is NaN and the low 90 units'],
  ['a low of zero', { kind: 'bar', time: 2 * minute, b: 0 }, 'the high is 110 and the low 0 units'],
  ['a close above the high', { kind: 'bar', time: 2 * minute, price: 111 }, 'the close 111 is not between low 90 and high 110'],
  ['a bar of no length', { kind: 'bar', time: 2 * minute, ref: 0 }, 'the interval is 0 ms'],
  ['a bar heard before its end', { kind: 'bar', time: minute, sent: 2 * minute }, 'it was received before its time'],
  ['a mark price of nothing', { kind: 'ticker', time: minute, ref: TickerField.mark, a: Number.NaN }, 'field 0 is NaN'],
  ['a state that there is not', { kind: 'market', time: minute, ref: 99 }, 'the state is number 99'],
  ['a time that is none', { kind: 'trade', time: minute, sent: Number.NaN }, "the venue's time is NaN"],
]

test.each(faults)('%s is a fault that is named', (_, row, told) => {
  const found = checked([...sound, row])
  expect(found).toMatchObject({ ok: false, badRows: 1 })
  expect(found.bad).toMatchObject([{ time: row.time, what: told }])
})

test('a bar whose open lies outside of it is a fault, and one whose open is missing is none', () => {
  const opens: Written = { kind: 'open', time: minute, price: 200 }
  const closes: Written = { kind: 'bar', time: 2 * minute }
  expect(checked([...sound, opens, closes]).bad).toMatchObject([{ what: 'its open 200 is not between low 90 and high 110' }])
  expect(checked([...sound, opens, { ...closes, time: 3 * minute }]).ok).toBe(true)
})

test('time that goes backwards is a fault, also where each sort of rows is in order by itself', () => {
  const found = checked([...sound, { kind: 'ticker', time: 10, ref: TickerField.openInterest, a: 5 }])
  expect(found).toMatchObject({ ok: false, backwards: 1, outOfOrder: 0 })
})

test('clocks that differ and a book that begins with changes are told, and are no fault', () => {
  const changes: Written[] = [
    { kind: 'level', time: 0, side: 1, price: 99 },
    { kind: 'clear', time: 1, side: 1 },
    { kind: 'level', time: 2, side: -1, price: 101 },
    { kind: 'clear', time: 3, side: -1 },
    { kind: 'level', time: 4, sent: 5, side: -1, price: 101 },
  ]
  expect(checked(changes)).toMatchObject({ ok: true, beforeSnapshot: 2, early: 1 })
})

test('quotes that cross are a fault as levels are', () => {
  const quotes = (bid: number, ask: number): Written[] => [
    { kind: 'quote', time: 1, side: 1, price: bid },
    { kind: 'quote', time: 1, side: -1, price: ask },
  ]
  expect(checked(quotes(99, 101))).toMatchObject({ ok: true, crossed: 0 })
  expect(checked([...quotes(99, 101), ...quotes(100, 100)])).toMatchObject({ ok: false, crossed: 1 })
})

test('rules by which no order could be checked are a fault', () => {
  const found = checked(sound, { tick: 0.000_000_1 })
  expect(found.ok).toBe(false)
  expect(found.rules).toMatch(/^BY3007 .*the tick 1e-7 is not a whole number/)
})

test('of many bad rows all are counted and the first twenty are named', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 60 }), (prices) => {
      const found = checked(prices.map((price, i) => ({ kind: 'trade', time: i, price })))
      const bad = prices.flatMap((price, time) => (price > 0 ? [] : [time]))
      expect(found.badRows).toBe(bad.length)
      expect(found.bad.map(({ time }) => time)).toEqual(bad.slice(0, 20))
      expect(found.ok).toBe(bad.length === 0)
    }),
    { numRuns: 40 },
  )
})
