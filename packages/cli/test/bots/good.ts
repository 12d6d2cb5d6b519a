import { defineBot } from '@botyard/core'
import { main } from 'botyard'
import { cap, quietVenue, rider } from './parts.ts'

const bot = defineBot({
  name: 'good',
  venue: quietVenue(),
  symbols: ['BTCUSDT'],
  account: { start: 10_000, quote: 'USDT' },
  strategies: [rider({ fast: 7 })],
  risk: [cap('25%')],
  profiles: { careful: { risk: [cap('10%')] } },
})
export default bot
if (import.meta.main) await main(bot)
