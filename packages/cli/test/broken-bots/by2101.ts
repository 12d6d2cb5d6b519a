import { defineBot } from '@botyard/core'
import { sim } from '@botyard/sim'
import { forgetful } from './strategies/forgetful.ts'

export default defineBot({
  name: 'forgetful-bot',
  venue: sim(),
  symbols: ['BTCUSDT'],
  account: { start: 10_000, quote: 'USDT' },
  strategies: [forgetful()],
})
