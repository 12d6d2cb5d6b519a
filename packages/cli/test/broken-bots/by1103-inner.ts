import { defineBot } from '@botyard/core'
import { sim } from '@botyard/sim'
import { momentum } from '@botyard/strategies'

export default defineBot({
  name: 'unknown-cost',
  venue: sim(),
  symbols: ['BTCUSDT'],
  account: { start: 10_000, quote: 'USDT' },
  strategies: [momentum()],
  // @ts-expect-error the field is called slippage
  costs: { taker: '0.1%', slipage: '3bp' },
})
