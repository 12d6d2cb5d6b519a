import { defineBot } from '@botyard/core'
import { maxDrawdown, maxLossPerDay, maxPosition } from '@botyard/risk'
import { sim } from '@botyard/sim'
import { main } from 'botyard'
import strategy from './src/strategy.ts'

const bot = defineBot({
  name: '__name__',
  // The exchange. To swap it, change this line and its import.
  venue: sim(),
  symbols: [__symbols__],
  __data__
  account: { start: 10_000, quote: 'USDT' },
  strategies: [strategy()],
  risk: [maxLossPerDay('3%'), maxDrawdown('20%'), maxPosition('50%')],
  costs: { taker: '0.055%', maker: '0.02%', slippage: '2bp' },
})

export default bot

// `node bot.ts backtest`, `node bot.ts paper`. Nothing runs when the file is imported, as the tests do.
if (import.meta.main) await main(bot)
