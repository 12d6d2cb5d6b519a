import { defineBot, defineStrategy } from '@botyard/core'
import { sim } from '@botyard/sim'
import { main } from 'botyard'
import { notedStore } from 'class-road-example'

/** Buys after a rising hour and sells after a falling one: just enough to have fills to keep. */
export const seesaw = defineStrategy({
  name: 'seesaw',
  create(desk) {
    const bars = desk.bars('1h')
    return {
      onBar() {
        if (desk.position.flat && bars.close > bars.open) desk.enter(1, { equity: '10%' })
        if (desk.position.open && bars.close < bars.open) desk.exit('falling hour')
      },
    }
  },
})

const bot = defineBot({
  name: 'class-road',
  venue: sim(),
  symbols: ['BTCUSDT'],
  account: { start: 10_000, quote: 'USDT' },
  strategies: [seesaw()],
  plugins: [notedStore()],
})
export default bot
if (import.meta.main) await main(bot)
