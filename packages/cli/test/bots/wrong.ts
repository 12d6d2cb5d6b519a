import { defineBot } from '@botyard/core'
import { quietVenue, rider } from './parts.ts'

export default defineBot({
  name: 'wrong',
  venue: quietVenue(),
  symbols: ['BTCUSDT'],
  account: { start: 10_000, quote: 'USDT' },
  // @ts-expect-error -- a misspelled option, as somebody without types would write it
  strategies: [rider({ fsat: 7, edge: 20 })],
})
