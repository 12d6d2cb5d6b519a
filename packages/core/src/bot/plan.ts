import { BotyardError, type ErrorPlace, throwAll } from '../errors/botyard-error.ts'
import { applySet } from './apply-set.ts'
import type { Bot, BotSpec } from './bot.ts'
import { checkFields } from './bot-fields.ts'
import { checkBot, checkName, venuesOf } from './check-bot.ts'
import type { PluginGraph } from './plugin-graph.ts'
import { checkCopies, orderPlugins } from './plugin-graph.ts'
import { nameOf, readSpec } from './read-spec.ts'
import { setFields } from './set-fields.ts'
import { emptyFlag, readSettings } from './setting.ts'
import type { BotStrategyDefinition, PluginSpec, Spec, StrategyDefinition } from './spec.ts'
import { wishesOf } from './wish-list.ts'
import { withProfile } from './with-profile.ts'

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
  readonly placeOf: PlaceOf
}

/** Where a field of a bot stands in its file, 'symbols.0', with a few words for what is wrong there; nothing when a run replaced it. */
export type PlaceOf = (path: string, label: string) => Pick<ErrorPlace, 'at' | 'frame'>

/** How a run changes a bot without touching its file. */
export interface PlanChanges {
  readonly profile?: string
  /** Symbols instead of those of the bot, whatever the profile says. */
  readonly symbols?: readonly string[]
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
  const profiled = withProfile(bot, changes.profile, problems)
  const { settings, empty } = readSettings(changes)
  for (const flag of empty) problems.push(withoutValue(flag))
  const { spec: settled, others } = setFields(profiled, settings, problems)
  const spec = changes.symbols === undefined ? settled : { ...settled, symbols: changes.symbols }
  const placeOf = placesIn(bot, changes)
  checkFields(bot.spec, bot.site, problems)
  checkBot(spec, { at: bot.site, placeOf }, problems)
  const venueSpecs = venuesOf(spec, bot.site, problems)
  const venues = venueSpecs.map(([name, venue]) => name ?? nameOf(venue))
  const strategies = wishesOf(spec.strategies, 'strategy', 'strategies', placeOf, problems)
  const plugins = [
    ...venueSpecs.map(([name, venue]) => (name === undefined ? venue : { ...venue, as: name })),
    ...wishesOf(spec.risk, 'plugin', 'risk', placeOf, problems),
    ...wishesOf(spec.plugins, 'plugin', 'plugins', placeOf, problems),
    ...(changes.override ?? []),
  ]
  const set = applySet(others, [...strategies, ...plugins], problems)
  const plannedStrategies = strategies.map((one) => readSpec(one, set, problems))
  const plannedPlugins = plugins.map((one) => readSpec(one, set, problems))
  namesOnce(plannedStrategies, problems)
  for (const { name, spec } of plannedStrategies) checkName('strategy', name, spec.site, problems)
  for (const { name, spec } of plannedPlugins) checkName('plugin', name, spec.site, problems)
  checkCopies([...plannedStrategies, ...plannedPlugins], problems)
  const graph = orderPlugins(plannedPlugins, changes.override ?? [], problems)
  throwAll(problems)
  return { spec, strategies: plannedStrategies, plugins: graph, venues, placeOf }
}

function withoutValue(flag: string): BotyardError {
  const details = { what: `--set ${flag}`, got: 'without a value', expected: 'name.option=value', example: `${flag}=...` }
  return new BotyardError('BY1102', details, { flag: emptyFlag(flag) })
}

function placesIn({ site, spec }: Bot, { profile, symbols }: PlanChanges): PlaceOf {
  return (path, label) => {
    const [field = ''] = path.split('.')
    if (field === 'symbols' && symbols !== undefined) return {}
    const change = profile === undefined ? undefined : spec.profiles?.[profile]
    const inProfile = change !== undefined && has(change, path.split('.'))
    return { at: site, frame: { option: inProfile ? `profiles.${profile}.${path}` : path, label } }
  }
}

/** Whether a path leads to something in a part of a bot. */
function has(part: unknown, [step = '', ...rest]: readonly string[]): boolean {
  if (typeof part !== 'object' || part === null || !Object.hasOwn(part, step)) return false
  return rest.length === 0 || has(Reflect.get(part, step), rest)
}

function namesOnce(planned: readonly Planned<{ readonly name: string }>[], problems: BotyardError[]): void {
  const seen = new Set<string>()
  for (const { name, spec } of planned) {
    if (seen.has(name)) problems.push(new BotyardError('BY1201', { name }, { at: spec.site }))
    seen.add(name)
  }
}
