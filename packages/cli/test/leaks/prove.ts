import { type BotSpec, type Check, type Desk, defineBot, defineStrategy, type PluginSpec, type Recording } from '@botyard/core'
import { sim } from '@botyard/sim'
import { backtestOn } from '../../src/run/backtest.ts'

/** One way to know the future: a strategy, plugin or data source that really does. */
export interface Leak {
  readonly strategies: BotSpec['strategies']
  readonly plugins?: readonly PluginSpec[]
  readonly recording: Recording
}

/** A strategy that takes the side of a number at every closed bar: above zero it buys, below it sells. */
export function sided(name: string, make: (desk: Desk) => () => number): BotSpec['strategies'][number] {
  const strategy = defineStrategy({
    name,
    create(desk) {
      desk.bars('1m')
      const wish = make(desk)
      return {
        onBar() {
          const side = wish()
          if (side > 0 !== desk.position.side > 0 || desk.position.flat)
            if (side !== 0 && !Number.isNaN(side)) desk.enter(side > 0 ? 1 : -1, { equity: 0.2 })
        },
      }
    },
  })
  return strategy()
}

/** The check for look-ahead of a backtest that nobody asked to be proved. */
export async function lookAheadOf({ strategies, plugins = [], recording }: Leak, verify = false): Promise<Check | undefined> {
  const bot = defineBot({
    name: 'leaking',
    venue: sim(),
    symbols: ['BTCUSDT'],
    account: { start: 10_000, quote: 'USDT' },
    strategies,
    plugins,
    capacity: { orders: 64, timers: 16 },
  })
  const { checks } = await backtestOn(bot, recording, { verify })
  return checks.find(({ name }) => name === 'look-ahead')
}
