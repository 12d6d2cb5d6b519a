import { isBotyardErrors } from '../errors/botyard-error.ts'
import { integer, percent } from '../options/options.ts'
import { OrderGateway } from '../ports/venue.ts'
import type { Bot, BotSpec } from './bot.ts'
import { defineBot } from './bot.ts'
import { definePlugin, defineStrategy } from './define.ts'
import type { PluginDefinition, PluginSpec } from './spec.ts'

/** A venue that is only there to be named. */
export const plainVenue = definePlugin({
  name: 'plain',
  venue: true,
  options: { depth: integer(50, 'levels', { min: 1, max: 200 }) },
  provides: [OrderGateway],
  setup: (host) => host.provide(OrderGateway, [], () => () => ({}) as never),
})

/** A strategy that does nothing, with options to write wrongly. */
export const plainStrategy = defineStrategy({
  name: 'plain-strategy',
  options: {
    fast: integer(20, 'fast average, bars', { min: 5, max: 50 }),
    edge: percent('0.4%', 'gap that enters', { min: '0%', max: '2%' }),
  },
  create: () => ({}),
})

/** A bot with everything that is needed, and what a test changes about it. */
export function plainBot(given: Partial<BotSpec> | Record<string, unknown> = {}): Bot {
  return defineBot({
    name: 'plain-bot',
    venue: plainVenue(),
    symbols: ['BTCUSDT'],
    account: { start: 1000, quote: 'USDT' },
    strategies: [plainStrategy()],
    ...given,
  })
}

/** A plugin by what it provides and needs; its setup keeps its word unless a test gives another. */
export function pluginOf(name: string, given: Partial<PluginDefinition> = {}): PluginSpec {
  return definePlugin({
    name,
    setup(host) {
      for (const token of given.provides ?? []) host.provide(token, given.requires ?? [], () => ({ name, token: token.name }))
    },
    ...given,
  })()
}

/** The messages of what is thrown, one a problem, in the order in which they are told. */
export function problemsOf(work: () => unknown): string[] {
  try {
    work()
  } catch (error) {
    return isBotyardErrors(error) ? error.problems.map(({ message }) => message) : [(error as Error).message]
  }
  return []
}
