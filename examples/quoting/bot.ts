import { defineBot } from '@botyard/core'
import { maxDrawdown, maxPosition } from '@botyard/risk'
import { sim } from '@botyard/sim'
import { main } from 'botyard'
import { quoting } from './strategy.ts'

const bot = defineBot({
  name: 'quoting',
  venue: sim(),
  symbols: ['BTCUSDT'],
  account: { start: 10_000, quote: 'USDT' },
  strategies: [quoting()],
  risk: [maxPosition('60%'), maxDrawdown('5%')],
  costs: { maker: '0.01%', taker: '0.055%', slippage: 'book' },
  latency: { entry: '5ms', response: '5ms' },
  // An hour of book and trades; without it a backtest reads the sample of bars.
  data: 'sample:book',
})
export default bot
if (import.meta.main) await main(bot)
