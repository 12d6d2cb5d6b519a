import { defineBot, definePlugin, token } from '@botyard/core'
import { sim } from '@botyard/sim'
import { momentum } from '@botyard/strategies'

const Weather = token<{ rains(): boolean }>('Weather')

const umbrella = definePlugin({
  name: 'umbrella',
  requires: [Weather],
  setup() {},
})

export default defineBot({
  name: 'missing-provider',
  venue: sim(),
  symbols: ['BTCUSDT'],
  account: { start: 10_000, quote: 'USDT' },
  strategies: [momentum()],
  plugins: [umbrella()],
})
