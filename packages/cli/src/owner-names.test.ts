import { expect, test } from 'vitest'
import { shortSymbols, strategyOf } from './owner-names.ts'

test('a symbol is told by its last part where that is enough', () => {
  const short = shortSymbols(['sim:linear:BTCUSDT', 'sim:linear:BTCUSDT', 'a:spot:ETHUSDT', 'b:spot:ETHUSDT'])
  expect(['sim:linear:BTCUSDT', 'a:spot:ETHUSDT', 'b:spot:ETHUSDT', 'unheard'].map(short)).toEqual([
    'BTCUSDT',
    'a:spot:ETHUSDT',
    'b:spot:ETHUSDT',
    'unheard',
  ])
})

test('an owner beside its symbol is told by its strategy', () => {
  expect(strategyOf({ owner: 'ride@sim:linear:BTCUSDT', symbol: 'sim:linear:BTCUSDT' })).toBe('ride')
  expect(strategyOf({ owner: 'pair', symbol: 'sim:linear:BTCUSDT' })).toBe('pair')
})
