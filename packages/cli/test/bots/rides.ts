import { defineBot, defineStrategy, integer } from '@botyard/core'
import { sim } from '@botyard/sim'
import { main } from 'botyard'

/** Buys and sells by the count of bars, so that any market gives it trades. */
const metronome = defineStrategy({
  name: 'metronome',
  options: { beat: integer(8, 'bars between two orders', { min: 2, max: 100 }) },
  create(desk, { beat }) {
    const bars = desk.bars('15m')
    return {
      onBar() {
        if (bars.count % (2 * beat) === 0) desk.enter(1, { equity: 0.5 })
        else if (bars.count % (2 * beat) === beat) desk.exit('beat')
      },
    }
  },
})

const bot = defineBot({
  name: 'rides',
  venue: sim(),
  symbols: ['BTCUSDT'],
  account: { start: 10_000, quote: 'USDT' },
  strategies: [metronome()],
})
export default bot
if (import.meta.main) await main(bot)
