import { defineBot } from '@botyard/core'
import { sim } from '@botyard/sim'
import { momentum } from '@botyard/strategies'

export default defineBot({
  name: 'unknown-option',
  venue: sim(),
  symbols: ['BTCUSDT'],
  account: { start: 10_000, quote: 'USDT' },
  // @ts-expect-error the option is called volatility
  strategies: [momentum({ fast: 20, volatilty: 50 })],
})
