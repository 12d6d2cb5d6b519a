import { expect, test } from 'vitest'
import { splitName } from './split-name.ts'

test.each([
  ['BTCUSDT', 'BTC', 'USDT'],
  ['ETHBTC', 'ETH', 'BTC'],
  ['BTC-USDT', 'BTC', 'USDT'],
  ['BTC/USDT:USDT', 'BTC', 'USDT'],
  ['BTC/USD:BTC', 'BTC', 'USD'],
  ['GOOG', 'GOOG', 'USD'],
  ['USDT', 'USDT', 'USD'],
])('%s is %s in %s', (name, base, quote) => {
  expect(splitName(name)).toEqual({ base, quote })
})
