import { defineBot, definePlugin } from '@botyard/core'
import { sim } from '@botyard/sim'
import { momentum } from '@botyard/strategies'

const rsi = definePlugin({ name: 'rsi', package: '@acme/botyard-plugin-rsi', version: '0.9.1', setup() {} })

export default defineBot({
  name: 'other-api',
  venue: sim(),
  symbols: ['BTCUSDT'],
  account: { start: 10_000, quote: 'USDT' },
  strategies: [momentum()],
  // What a plugin looks like that was made with a core of another plugin API.
  plugins: [{ ...rsi(), api: 2 }],
})
