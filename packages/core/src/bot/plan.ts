import { BotyardError, throwAll } from '../errors/botyard-error.ts'
import { closestWord } from '../errors/closest-word.ts'
import { showValue } from '../errors/show-value.ts'
import { applySet } from './apply-set.ts'
import type { Bot, BotSpec, Wishes } from './bot.ts'
import type { PluginGraph } from './plugin-graph.ts'
import { orderPlugins } from './plugin-graph.ts'
import { readSpec } from './read-spec.ts'
import type { BotStrategyDefinition, PluginSpec, Spec, StrategyDefinition } from './spec.ts'

/** A plugin or strategy whose options were checked. */
export interface Planned<D> {
  readonly name: string
  readonly definition: D
  readonly values: unknown
  readonly spec: Spec<D>
}

/** A bot whose every wish was checked: what wiring starts from. */
export interface BotPlan {
  readonly spec: BotSpec
  readonly strategies: readonly Planned<StrategyDefinition | BotStrategyDefinition>[]
  readonly plugins: PluginGraph
  /** Names of the venues, as symbols use them. */
  readonly venues: readonly string[]
}

/** How a run changes a bot without touching its file. */
export interface PlanChanges {
  readonly profile?: string
  /** `name.option=value`, as flags give them. */
  readonly set?: readonly string[]
  /** Values by `name.option`, as a parameter search gives them. */
  readonly values?: Readonly<Record<string, unknown>>
  /** Plugins that take over what the bot's own provide: the two bindings that make a mode. */
  readonly override?: readonly PluginSpec[]
}

/** Checks everything a bot wishes for at once and throws all problems together; nothing is made. */
export function planBot(bot: Bot, changes: PlanChanges = {}): BotPlan {
  const problems: BotyardError[] = []
  const spec = withProfile(bot, changes.profile, problems)
  checkShape(bot, spec, problems)
  const venueSpecs = spec.venue === undefined ? Object.entries(spec.venues ?? {}) : [[undefined, spec.venue] as const]
  const venues = venueSpecs.map(([name, venue]) => name ?? venue.as ?? venue.definition?.name ?? 'venue')
  const strategies = wishes(spec.strategies, 'strategy', 'strategies', problems)
  const plugins = [
    ...venueSpecs.map(([name, venue]) => (name === undefined ? venue : { ...venue, as: name })),
    ...wishes(spec.risk, 'plugin', 'risk', problems),
    ...wishes(spec.plugins, 'plugin', 'plugins', problems),
    ...(changes.override ?? []),
  ]
  const set = applySet(changes, [...strategies, ...plugins], problems)
  const plannedStrategies = strategies.map((one) => readSpec(one, set, problems))
  const plannedPlugins = plugins.map((one) => readSpec(one, set, problems))
  namesOnce(plannedStrategies, 'BY1201', problems)
  const graph = orderPlugins(plannedPlugins, changes.override ?? [], problems)
  throwAll(problems)
  return { spec, strategies: plannedStrategies, plugins: graph, venues }
}

function withProfile(bot: Bot, profile: string | undefined, problems: BotyardError[]): BotSpec {
  if (profile === undefined) return bot.spec
  const profiles = bot.spec.profiles ?? {}
  if (Object.hasOwn(profiles, profile)) return { ...bot.spec, ...profiles[profile] }
  const known = Object.keys(profiles)
  problems.push(new BotyardError('BY1202', { profile, known, closest: closestWord(profile, known) ?? '' }, { at: bot.site }))
  return bot.spec
}

function checkShape(bot: Bot, spec: BotSpec, problems: BotyardError[]): void {
  const missing = (what: string, example: string) =>
    problems.push(new BotyardError('BY1204', { bot: String(spec.name ?? ''), what, example }, { at: bot.site }))
  if (typeof spec.name !== 'string' || spec.name === '') missing('name', "name: 'my-bot'")
  if (spec.venue === undefined && Object.keys(spec.venues ?? {}).length === 0) missing('venue', 'venue: sim()')
  if (!Array.isArray(spec.symbols) || spec.symbols.length === 0) missing('symbols', "symbols: ['BTCUSDT']")
  if (!Array.isArray(spec.strategies) || !spec.strategies.some(Boolean)) missing('strategies', 'strategies: [momentum()]')
  if (spec.account === undefined || !(typeof spec.account.quote === 'string'))
    missing('account', "account: { start: 10_000, quote: 'USDT' }")
  const seen = new Set<string>()
  for (const symbol of Array.isArray(spec.symbols) ? spec.symbols : []) {
    if (seen.has(symbol)) problems.push(new BotyardError('BY1207', { symbol }, { at: bot.site }))
    seen.add(symbol)
  }
}

function wishes<S extends Spec<{ readonly name: string }> & { readonly sort: string }>(
  list: Wishes<S> | undefined,
  sort: S['sort'],
  field: string,
  problems: BotyardError[],
): S[] {
  const kept: S[] = []
  ;(Array.isArray(list) ? list : []).forEach((one: S | false | null | undefined, index: number) => {
    if (one === undefined || one === null || one === false) return
    if (typeof one === 'object' && one.sort === sort) kept.push(one)
    else problems.push(new BotyardError('BY2009', { index, list: field, got: showValue(one), expected: `a ${sort}` }))
  })
  return kept
}

function namesOnce(
  planned: readonly Planned<{ readonly name: string }>[],
  code: 'BY1201' | 'BY2002',
  problems: BotyardError[],
): void {
  const seen = new Set<string>()
  for (const { name, spec } of planned) {
    if (seen.has(name)) problems.push(new BotyardError(code, { name }, { at: spec.site }))
    seen.add(name)
  }
}
