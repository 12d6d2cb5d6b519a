import { defineBot } from '@botyard/core'
import { maxDrawdown, maxLossPerDay, maxOrder, maxPosition, orderRate } from '@botyard/risk'
import { sim } from '@botyard/sim'
import { main } from 'botyard'
import { crossing } from './strategy.ts'

const bot = defineBot({
  name: 'own-strategy',
  venue: sim(),
  symbols: ['BTCUSDT'],
  account: { start: 10_000, quote: 'USDT' },
  strategies: [crossing()],
  // Asked for every order that could make a position larger; the last two can halt the bot.
  risk: [
    maxOrder('110%'),
    maxPosition('60%'),
    orderRate({ orderRate: 5, window: '1m' }),
    maxLossPerDay('3%'),
    maxDrawdown('15%'),
  ],
  costs: { taker: '0.055%', maker: '0.02%', slippage: '3bp' },
  profiles: {
    // A rule refuses what is too large and makes nothing smaller, so smaller positions are asked for where tighter rules stand.
    careful: { strategies: [crossing({ size: '15%' })], risk: [maxPosition('20%'), maxLossPerDay('1%'), maxDrawdown('5%')] },
  },
})
export default bot
if (import.meta.main) await main(bot)
