import { defineBot } from '@botyard/core'
import { sim } from '@botyard/sim'
import { momentum } from '@botyard/strategies'

export default defineBot({
  name: 'unknown-symbol',
  venue: sim(),
  symbols: ['BTCUDST'],
  account: { start: 10_000, quote: 'USDT' },
  strategies: [momentum()],
})
