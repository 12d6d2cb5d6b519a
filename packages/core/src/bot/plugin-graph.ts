import { BotyardError } from '../errors/botyard-error.ts'
import type { Token } from '../ports/token.ts'
import { coreCopy } from './core-copy.ts'
import type { Planned } from './plan.ts'
import type { PluginDefinition, PluginSpec } from './spec.ts'
import { pluginApi } from './spec.ts'

type Plugin = Planned<PluginDefinition>

/** What came of the plugins of a bot. */
export interface PluginGraph {
  /** What is needed comes first. */
  readonly ordered: readonly Planned<PluginDefinition>[]
  /** The plugin that provides each part, by the part's name. */
  readonly providers: ReadonlyMap<string, Planned<PluginDefinition>>
}

/** Parts that everybody has without asking; any plugin may take one over. */
export const coreParts = new Set(['Env', 'Logger', 'Memory', 'Cache', 'Store', 'Notifier', 'Profiler'])

/**
 * Who needs whom. Returns the plugins with what is needed first, and collects every problem of the graph: names given twice, parts
 * provided twice or by nobody, and circles.
 */
export function orderPlugins(
  plugins: readonly Plugin[],
  overriding: readonly PluginSpec[],
  problems: BotyardError[],
): PluginGraph {
  checkNames(plugins, problems)
  const providers = findProviders(plugins, overriding, problems)
  for (const plugin of plugins) {
    for (const token of plugin.definition.requires ?? []) {
      if (!providers.has(token.name) && !coreParts.has(token.name)) problems.push(nobodyProvides(plugin, token))
    }
  }
  return { ordered: sort(plugins, providers, problems), providers }
}

/**
 * Whether plugins and strategies were made with this very core. One that was made with another brings a copy of its own, so the API is
 * looked at first: copies of one API can be joined, and those of two cannot.
 */
export function checkCopies(made: readonly Planned<Origin>[], problems: BotyardError[]): void {
  for (const one of made) {
    const { name, spec } = one
    const details = { first: coreCopy.version, second: spec.core?.version ?? 'unknown', owner: name }
    if (spec.api !== pluginApi) problems.push(otherApi(one))
    else if (spec.core !== coreCopy) problems.push(new BotyardError('BY7005', details, { at: spec.site }))
  }
}

/** What a definition says of the package that it comes from; only those of plugins do. */
interface Origin {
  readonly name: string
  readonly package?: string
  readonly version?: string
}

function otherApi({ name, spec }: Planned<Origin>): BotyardError {
  const { package: from, version = '(version not told)' } = spec.definition
  const details = { plugin: from ?? name, version, api: spec.api, core: coreCopy.version, coreApi: pluginApi }
  const fix: readonly [string] = [`update the package that ${name} comes from; see which are old: npm outdated`]
  return new BotyardError('BY7002', details, { at: spec.site, ...(from === undefined ? { fix } : {}) })
}

function checkNames(plugins: readonly Plugin[], problems: BotyardError[]): void {
  const seen = new Set<string>()
  for (const { name, spec } of plugins) {
    if (seen.has(name)) problems.push(new BotyardError('BY2002', { name }, { at: spec.site }))
    seen.add(name)
  }
}

/** How strong the claim of a plugin on a part is: what a run puts in its place is above what says that it replaces another. */
function claimOf(plugin: Plugin, token: Token<unknown>, overriding: readonly PluginSpec[]): number {
  if (overriding.includes(plugin.spec as PluginSpec)) return 2
  return plugin.definition.overrides?.includes(token) === true ? 1 : 0
}

function findProviders(
  plugins: readonly Plugin[],
  overriding: readonly PluginSpec[],
  problems: BotyardError[],
): Map<string, Plugin> {
  const providers = new Map<string, Plugin>()
  for (const plugin of plugins) {
    for (const token of plugin.definition.provides ?? []) {
      const first = providers.get(token.name)
      const claim = claimOf(plugin, token, overriding)
      const firstClaim = first === undefined ? -1 : claimOf(first, token, overriding)
      if (claim > firstClaim) providers.set(token.name, plugin)
      else if (claim === firstClaim && first !== undefined && !isVenuePart(token, first, plugin)) {
        const details = { first: first.name, second: plugin.name, token: token.name }
        problems.push(new BotyardError('BY2001', details, { at: plugin.spec.site }))
      }
    }
  }
  return providers
}

/** Each venue of a bot brings a feed and a gateway of its own; they are told apart by the venue's name. */
function isVenuePart(token: Token<unknown>, first: Plugin, second: Plugin): boolean {
  return (
    (token.name === 'MarketFeed' || token.name === 'OrderGateway') &&
    first.definition.venue === true &&
    second.definition.venue === true
  )
}

function nobodyProvides({ name, spec }: Plugin, token: Token<unknown>): BotyardError {
  return new BotyardError(
    'BY2004',
    { token: token.name, owner: name },
    { at: spec.site, chain: ['Bot', name, token.name], frame: { label: `needs ${token.name}` } },
  )
}

function sort(plugins: readonly Plugin[], providers: ReadonlyMap<string, Plugin>, problems: BotyardError[]): Plugin[] {
  const ordered: Plugin[] = []
  const state = new Map<Plugin, 'open' | 'done'>()
  const visit = (plugin: Plugin, path: readonly Plugin[], wanted: string): void => {
    if (state.get(plugin) === 'done') return
    if (state.get(plugin) === 'open') {
      const circle = [...path.slice(path.indexOf(plugin)), plugin].map(({ name }) => name)
      problems.push(new BotyardError('BY2003', { token: wanted }, { at: plugin.spec.site, chain: circle }))
      return
    }
    state.set(plugin, 'open')
    for (const token of plugin.definition.requires ?? []) {
      const provider = providers.get(token.name)
      if (provider !== undefined && provider !== plugin) visit(provider, [...path, plugin], token.name)
    }
    state.set(plugin, 'done')
    ordered.push(plugin)
  }
  for (const plugin of plugins) visit(plugin, [], plugin.name)
  return ordered
}
