import { callSite, definitionSite } from '../errors/call-site.ts'
import type { OptionInput, OptionSet } from '../options/options.ts'
import { coreCopy } from './core-copy.ts'
import type {
  BotStrategyDefinition,
  First,
  Naming,
  PluginDefinition,
  PluginFactory,
  PluginSpec,
  StrategyDefinition,
  StrategyFactory,
  StrategySpec,
} from './spec.ts'
import { pluginApi } from './spec.ts'

/**
 * Declares a plugin. `setup` may provide parts, contribute rules, wrap executors and listen; it never sees the container.
 *
 * @example
 * export const bell = definePlugin({
 *   name: 'bell',
 *   options: { above: number(100, 'smallest fill that rings') },
 *   setup(host, { above }) {
 *     host.on('fill', (fill) => { if (fill.quantity > above) process.stderr.write('\u0007') })
 *   },
 * })
 */
export function definePlugin<const O extends OptionSet = Record<never, never>>(
  definition: PluginDefinition<O>,
): PluginFactory<O> {
  const make = (options?: OptionInput<O> | First<O>, naming?: Naming): PluginSpec => ({
    sort: 'plugin',
    definition: definition as unknown as PluginDefinition,
    raw: options,
    as: naming?.as,
    site: callSite(),
    api: pluginApi,
    core: coreCopy,
  })
  return Object.assign(make, { definition })
}

/**
 * Declares a strategy. The same definition runs in backtest, paper and live; `create` is called once per instrument, or once per
 * bot with `per: 'bot'`, and the callbacks it returns are its subscriptions.
 *
 * @example
 * export default defineStrategy({
 *   name: 'first-rise',
 *   options: { share: percent('10%', 'share of equity to buy') },
 *   create(desk, { share }) {
 *     const bars = desk.bars('1h')
 *     return { onBar() { if (desk.position.flat && bars.close > bars.open) desk.enter(1, { equity: share }) } }
 *   },
 * })
 */
export function defineStrategy<const O extends OptionSet = Record<never, never>>(
  definition: BotStrategyDefinition<O>,
): StrategyFactory<O>
export function defineStrategy<const O extends OptionSet = Record<never, never>>(
  definition: StrategyDefinition<O>,
): StrategyFactory<O>
export function defineStrategy<const O extends OptionSet>(
  definition: StrategyDefinition<O> | BotStrategyDefinition<O>,
): StrategyFactory<O> {
  const defined = definitionSite()
  const make = (options?: OptionInput<O>, naming?: Naming): StrategySpec => ({
    sort: 'strategy',
    definition: definition as unknown as StrategyDefinition,
    raw: options,
    as: naming?.as,
    site: callSite(),
    defined,
    api: pluginApi,
    core: coreCopy,
  })
  return Object.assign(make, { definition })
}
