import { defineBot } from '@botyard/core'
import { maxDrawdown, maxLossPerDay, maxPosition } from '@botyard/risk'
import { sim } from '@botyard/sim'
import { momentum } from '@botyard/strategies'
import { main } from 'botyard'

const bot = defineBot({
  name: 'first-bot',
  venue: sim(),
  symbols: ['BTCUSDT'],
  account: { start: 10_000, quote: 'USDT' },
  strategies: [momentum({ fast: 20, slow: 120 })],
  risk: [maxPosition('60%'), maxLossPerDay('3%'), maxDrawdown('15%')],
})
export default bot
if (import.meta.main) await main(bot)
