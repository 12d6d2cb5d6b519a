import { defineBot } from '@botyard/core'
import { maxOrder } from '@botyard/risk'
import { sim } from '@botyard/sim'
import { momentum } from '@botyard/strategies'

export default defineBot({
  name: 'two-copies',
  venue: sim(),
  symbols: ['BTCUSDT'],
  account: { start: 10_000, quote: 'USDT' },
  strategies: [momentum()],
  // What a plugin looks like that brought a copy of core of its own.
  risk: [{ ...maxOrder('10%'), core: { version: '0.0.9' } }],
})
