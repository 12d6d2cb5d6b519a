import { defineBot } from '@botyard/core'
import { quietVenue, rider } from './parts.ts'

process.stdout.write('a bot that talks\n')
export default defineBot({
  name: 'prints',
  venue: quietVenue(),
  symbols: ['BTCUSDT'],
  account: { start: 1, quote: 'USDT' },
  strategies: [rider()],
})
// What is left open does not keep a finished command from ending.
setInterval(() => undefined, 1000)
