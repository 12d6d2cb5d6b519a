import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { InstrumentKind } from '../ports/instrument.ts'
import { matchSymbol, readSymbol, symbolLengthMax, writeSymbol } from './symbols.ts'

const kinds = fc.constantFrom<InstrumentKind>('spot', 'linear', 'inverse')
const venues = fc.stringMatching(/^[a-z][A-Za-z0-9_-]{0,9}$/).filter((text) => !['spot', 'linear', 'inverse'].includes(text))
const names = fc.stringMatching(/^[A-Z0-9/:_-]{1,12}$/)

test('a qualified symbol is read as the parts it was written from', () => {
  fc.assert(
    fc.property(venues, kinds, names, (venue, kind, name) => {
      expect(readSymbol(writeSymbol(venue, kind, name))).toEqual({ venue, kind, name })
    }),
  )
})

test('parts that are left out are left open', () => {
  expect(readSymbol('BTCUSDT')).toEqual({ name: 'BTCUSDT' })
  expect(readSymbol('spot:BTCUSDT')).toEqual({ kind: 'spot', name: 'BTCUSDT' })
  expect(readSymbol('bybit:BTCUSDT')).toEqual({ venue: 'bybit', name: 'BTCUSDT' })
  expect(readSymbol('btcusdt')).toEqual({ name: 'btcusdt' })
})

test('a colon in the name of a market stays in the name', () => {
  expect(readSymbol('BTC/USDT:USDT')).toEqual({ name: 'BTC/USDT:USDT' })
  expect(readSymbol('ccxt:BTC/USDT:USDT')).toEqual({ venue: 'ccxt', name: 'BTC/USDT:USDT' })
  expect(readSymbol('linear:BTC/USDT:USDT')).toEqual({ kind: 'linear', name: 'BTC/USDT:USDT' })
})

test.each([
  ['', 'the name is missing'],
  ['bybit:linear:', 'the name is missing'],
  ['spot:', 'the name is missing'],
  [':BTCUSDT', 'there is nothing before a colon'],
  ['bybit::BTCUSDT', 'there is nothing before a colon'],
  ['BTC USDT', 'it has a space in it'],
  ['BTCUSDT\u001b[2J', 'it has a space in it'],
  ['B'.repeat(symbolLengthMax + 1), `it is longer than ${symbolLengthMax} characters`],
])('%j is no symbol', (text, problem) => {
  expect(readSymbol(text)).toEqual({ problem })
  expect(matchSymbol(text, [{ venue: 'bybit', kind: 'spot', name: text }])).toEqual([])
})

test('a symbol fits the instruments that have every part it gives', () => {
  const instruments = ['bybit:spot:A', 'bybit:linear:A', 'binance:linear:A', 'binance:linear:AB'].map((text) => {
    const [venue, kind, name] = text.split(':')
    return { text, venue, kind: kind as InstrumentKind, name }
  })
  const fits = (symbol: string) => matchSymbol(symbol, instruments).map(({ text }) => text)
  expect(fits('A')).toEqual(['bybit:spot:A', 'bybit:linear:A', 'binance:linear:A'])
  expect(fits('linear:A')).toEqual(['bybit:linear:A', 'binance:linear:A'])
  expect(fits('bybit:A')).toEqual(['bybit:spot:A', 'bybit:linear:A'])
  expect(fits('binance:linear:AB')).toEqual(['binance:linear:AB'])
  expect(fits('inverse:A')).toEqual([])
  expect(fits('a')).toEqual([])
})
