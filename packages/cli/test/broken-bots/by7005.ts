import { defineBot } from '@botyard/core'
import { sim } from '@botyard/sim'
import { momentum } from '@botyard/strategies'
import { lunchBreak } from './acme-lunch/index.ts'

export default defineBot({
  name: 'two-copies',
  venue: sim(),
  symbols: ['BTCUSDT'],
  account: { start: 10_000, quote: 'USDT' },
  strategies: [momentum()],
  risk: [lunchBreak()],
})
