import { defineBot } from '@botyard/core'
import { sim } from '@botyard/sim'
import { momentum } from '@botyard/strategies'
import { rsi } from './acme-rsi/index.ts'

export default defineBot({
  name: 'other-api',
  venue: sim(),
  symbols: ['BTCUSDT'],
  account: { start: 10_000, quote: 'USDT' },
  strategies: [momentum()],
  plugins: [rsi()],
})
