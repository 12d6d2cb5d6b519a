import { defineBot } from '@botyard/core'
import { sim } from '@botyard/sim'
import { main } from 'botyard'
import { breakout } from '../src/index.ts'

// Runs the strategy from its source, so that a change is seen at once. Whoever installs the package imports it by its name.
const bot = defineBot({
  name: 'example',
  venue: sim(),
  symbols: [__symbols__],
  __data__
  account: { start: 10_000, quote: 'USDT' },
  strategies: [breakout()],
})

export default bot

if (import.meta.main) await main(bot)
