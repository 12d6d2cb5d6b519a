import { simDefaults } from '@botyard/sim'

/** One field of a bot that holds a plain value. */
interface BotField {
  /** Path in the bot file: 'costs.taker'. */
  readonly path: string
  /** What is in force when the bot does not say; left out where it must say, or where nothing is. */
  readonly fallback?: string | number
  readonly unit?: string
  readonly about: string
}

const { taker, maker, slippageBps, entry, response } = simDefaults

/** The plain fields of a bot, with what holds when they are left out. */
export const botFieldTable: readonly BotField[] = [
  { path: 'name', about: 'names runs and reports' },
  { path: 'symbols', about: 'what is traded' },
  { path: 'account.start', about: 'what backtest and paper begin with, in the quote currency or by currency' },
  { path: 'account.quote', about: 'currency that equity is told in' },
  { path: 'costs.taker', fallback: taker, unit: 'of value', about: 'fee of a fill that takes' },
  { path: 'costs.maker', fallback: maker, unit: 'of value', about: 'fee of a fill that rested; below zero it is paid to you' },
  {
    path: 'costs.slippage',
    fallback: 'book',
    about: `against orders that take; with 'book' the recorded depth, ${slippageBps} bp where there is none`,
  },
  { path: 'costs.funding', fallback: 'recorded', about: 'what perpetual contracts pay every eight hours' },
  { path: 'costs.symbols', about: 'fees of single symbols' },
  { path: 'latency.entry', fallback: entry, about: 'from sending an order to its matching' },
  { path: 'latency.response', fallback: response, about: 'from there to hearing of it' },
  { path: 'orders.rounding', fallback: 'refuse', about: 'what happens to a price off the tick' },
  { path: 'data', fallback: 'sample:bars', about: 'what a run reads unless --data says otherwise' },
  { path: 'capacity.orders', fallback: 1024, unit: 'orders', about: 'orders that can live at a time' },
  { path: 'capacity.timers', fallback: 1024, unit: 'timers', about: 'timers that can wait at a time' },
  {
    path: 'capacity.windowUnits',
    fallback: 65_536,
    unit: 'price units',
    about: 'prices around the best ones that a book keeps at hand',
  },
]
