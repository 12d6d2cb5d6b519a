import { defineBot } from '@botyard/core'
import { maxPosition } from '@botyard/risk'
import { sim } from '@botyard/sim'
import { meanReversion, momentum } from '@botyard/strategies'
import { bell } from './bell.ts'
import { quietNotifier } from './quiet-notifier.ts'

export default defineBot({
  name: 'several',
  venue: sim(),
  symbols: ['BTCUSDT'],
  account: { start: 10_000, quote: 'USDT' },
  // Each has positions and orders of its own. A second use of one needs a name.
  strategies: [momentum({ interval: '1h' }, { as: 'slow-momentum' }), momentum(), meanReversion({ interval: '15m' })],
  risk: [maxPosition('80%')],
  plugins: [bell({ above: 1 }), quietNotifier()],
})
