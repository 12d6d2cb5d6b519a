import { expect, test } from 'vitest'
import type { InstrumentKind, InstrumentRules } from '../ports/instrument.ts'
import { InstrumentTable } from './instrument-table.ts'

function rulesOf(symbol: string): InstrumentRules {
  const [venue, kind, name] = symbol.split(':')
  const scales = { contractSize: 1, priceScale: 100, lotScale: 1000, tick: 0.1, lot: 0.001, minQuantity: 0.001, minNotional: 5 }
  return { venue, kind: kind as InstrumentKind, name, base: 'BTC', quote: 'USDT', settle: 'USDT', ...scales }
}

function tableOf(...symbols: string[]): InstrumentTable {
  const table = new InstrumentTable()
  for (const symbol of symbols) table.add(rulesOf(symbol), 'main')
  return table
}

const table = tableOf('bybit:spot:BTCUSDT', 'bybit:linear:BTCUSDT', 'bybit:linear:ETHUSDT', 'binance:linear:SOLUSDT')
const errorOf = (symbol: string): unknown => {
  try {
    return table.find(symbol)
  } catch (error) {
    return error
  }
}

test('instruments are numbered in the order in which they are added', () => {
  expect(table.count).toBe(4)
  expect(table.at(2)).toMatchObject({ index: 2, symbol: 'bybit:linear:ETHUSDT' })
  expect(table.listed.map((instrument) => instrument.index)).toEqual([0, 1, 2, 3])
  expect(() => table.at(4)).toThrow('no instrument has the number 4')
})

test('the same market cannot be added twice', () => {
  expect(() => tableOf('bybit:spot:BTCUSDT', 'bybit:spot:BTCUSDT')).toThrow('in the table already')
})

test.each([
  ['bybit:linear:BTCUSDT', 1],
  ['linear:BTCUSDT', 1],
  ['spot:BTCUSDT', 0],
  ['ETHUSDT', 2],
  ['binance:SOLUSDT', 3],
])('%s is found', (symbol, index) => {
  expect(table.find(symbol)).toBe(table.at(index))
})

test('a symbol that several instruments fit names them', () => {
  expect(errorOf('BTCUSDT')).toMatchObject({
    code: 'BY3004',
    details: { candidates: ['bybit:spot:BTCUSDT', 'bybit:linear:BTCUSDT'] },
  })
})

test('a symbol that none fits names the nearest first', () => {
  expect(errorOf('ETH-USDT')).toMatchObject({ code: 'BY3006', details: { closest: ['bybit:linear:ETHUSDT'] } })
  expect(errorOf('bybit:linear:BTCUSTD')).toMatchObject({ details: { closest: ['bybit:spot:BTCUSDT', 'bybit:linear:BTCUSDT'] } })
  expect(errorOf('inverse:SOLUSDT')).toMatchObject({
    details: { closest: ['binance:linear:SOLUSDT'], known: { 0: 'binance:linear:SOLUSDT', length: 4 } },
  })
  expect(errorOf('DOGE')).toMatchObject({ code: 'BY3006', details: { closest: [], known: { length: 4 } } })
})

test('a venue that the bot does not have is said to be the problem', () => {
  expect(errorOf('kraken:BTCUSDT')).toMatchObject({ code: 'BY3002', details: { venue: 'kraken', known: ['bybit', 'binance'] } })
})

test('a text that is no symbol is said to be none', () => {
  expect(errorOf('bybit:linear:')).toMatchObject({ code: 'BY3003', details: { reason: 'the name is missing' } })
})

test('a long list of symbols is cut', () => {
  const long = tableOf(...Array.from({ length: 40 }, (_, i) => `bybit:linear:COIN${i}USDT`))
  expect(() => long.find('BTC')).toThrow(
    expect.objectContaining({ details: expect.objectContaining({ known: expect.objectContaining({ length: 12 }) }) }),
  )
})

test('tick, lot and minimums change while the number stays', () => {
  const own = tableOf('bybit:linear:BTCUSDT')
  const listed = own.at(0)
  expect(
    own.applyRules(0, { ...rulesOf('bybit:linear:BTCUSDT'), tick: 0.5, lot: 0.01, minQuantity: 0.02, minNotional: 10 }),
  ).toBeUndefined()
  expect(listed).toMatchObject({ index: 0, tick: 0.5, tickUnits: 50, lotLots: 10, minLots: 20, minNotional: 10 })
  expect(listed.floor(7.4)).toBe(7)
})

test('rules that cannot be used leave the old ones in force', () => {
  const own = tableOf('bybit:linear:BTCUSDT')
  expect(own.applyRules(0, { ...rulesOf('bybit:linear:BTCUSDT'), lot: 0.01, tick: 0 })).toContain('tick 0')
  expect(own.at(0)).toMatchObject({ tick: 0.1, lot: 0.001, lotLots: 1 })
})

test('a scale cannot change within a generation: it is said, and nothing changes', () => {
  const own = tableOf('bybit:linear:BTCUSDT')
  const { priceScale } = own.at(0)
  expect(own.applyRules(0, { ...rulesOf('bybit:linear:BTCUSDT'), priceScale: 1000, tick: 0.5 })).toBe(
    `priceScale changed from ${priceScale} to 1000`,
  )
  expect(own.at(0)).toMatchObject({ priceScale, tick: 0.1 })
})
