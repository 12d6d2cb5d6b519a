import { defineBot } from '@botyard/core'
import { maxDrawdown } from '@botyard/risk'
import { sim } from '@botyard/sim'
import { momentum } from '@botyard/strategies'

export default defineBot({
  name: 'bare-percent',
  venue: sim(),
  symbols: ['BTCUSDT'],
  account: { start: 10_000, quote: 'USDT' },
  strategies: [momentum()],
  risk: [maxDrawdown(20)],
})
