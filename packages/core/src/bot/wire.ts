import { BotyardError, isBotyardError, isBotyardErrors, throwAll } from '../errors/botyard-error.ts'
import { thrownAt } from '../errors/call-site.ts'
import { reasonOf } from '../errors/reason-of.ts'
import { Bus } from '../events/bus.ts'
import { Env } from '../ports/env.ts'
import { Logger } from '../ports/logger.ts'
import { Notifier } from '../ports/notifier.ts'
import type { ListToken } from '../ports/token.ts'
import type { EngineView } from '../ports/view.ts'
import { Parts } from './container.ts'
import { provideBotDefaults, provideDefaults } from './default-parts.ts'
import type { Brought, Lists, MakeStage } from './host.ts'
import { Host } from './host.ts'
import { Lifecycle } from './lifecycle.ts'
import { checkNeeds } from './part-needs.ts'
import type { BotPlan } from './plan.ts'
import { type SharedPlugin, SharedSteps, sharePlugin } from './shared-plugin.ts'

/** A bot's parts, made and waiting: what a session runs on. */
export interface Wired {
  readonly plan: BotPlan
  /** @internal */
  readonly parts: Parts
  /** @internal */
  readonly bus: Bus
  /** @internal */
  readonly lifecycle: Lifecycle
  /**
   * Stages before the gateway, in the order in which plugins asked for them.
   *
   * @internal
   */
  readonly stages: readonly Brought<MakeStage>[]
  /** What plugins added to a list, in the order of need. */
  list<T>(token: ListToken<T>): readonly Brought<T>[]
  /** Called by the session once there is an engine to look at. */
  show(view: EngineView): void
}

/** What a run decides about its parts. */
export interface WireOptions {
  /** Of the random streams of `Env`, unless a plugin brings an `Env` of its own; without one they differ at every start. */
  readonly seed?: number
}

/** Parts of the process, shared by all bots in it; what a bot's own plugins provide comes first. */
let processParts: Parts | undefined

/**
 * Turns a checked plan into parts: the plugins' `setup` runs, in the order of need. Containers wire and nothing else: after this every part
 * is held directly.
 */
export function wire(plan: BotPlan, { seed }: WireOptions = {}): Wired {
  processParts ??= provideDefaults(new Parts())
  const ofProcess = processParts
  const parts = new Parts(ofProcess)
  const { providers, ordered } = plan.plugins
  provideBotDefaults(
    parts,
    (token) => providers.has(token.name),
    () => ofProcess.get(Env),
    seed,
  )
  const bus = new Bus(() => parts.get(Logger))
  const lifecycle = new Lifecycle(() => parts.get(Env))
  const lists: Lists = new Map()
  const stages: Brought<MakeStage>[] = []
  let shown: EngineView | undefined
  const needs = {
    parts,
    lists,
    stages,
    bus,
    view: () => shown ?? nothingYet,
    provides: (plugin: string, token: string) => providers.get(token)?.name === plugin,
  }
  const problems: BotyardError[] = []
  const shared = new Map<string, SharedPlugin>()
  const hosts = ordered.map((plugin) => {
    const { name, definition } = plugin
    if (definition.scope !== 'process') {
      const host = new Host(name, { ...needs, scope: 'bot', steps: lifecycle })
      problems.push(...setUp(plugin, host))
      return host
    }
    const steps = new SharedSteps()
    const host = new Host(name, { ...needs, scope: 'process', steps })
    problems.push(...setUp(plugin, host))
    const own = sharePlugin(plugin, host, steps, { processParts: ofProcess, providers, shared }, problems)
    shared.set(name, own)
    for (const { token, isUsed } of host.provided) if (isUsed) parts.provide(token, [], () => own.parts.get(token))
    lifecycle.onStart(name, () => own.start())
    lifecycle.onStop(name, () => own.stop())
    return host
  })
  if (problems.length === 0) {
    const provisions = hosts.flatMap(({ provided }) => provided)
    checkNeeds(provisions, parts, problems)
  }
  throwAll(problems)
  for (const host of hosts) host.started = true
  bus.on('notice', 'the notifier', (notice) => parts.get(Notifier).notify(notice))
  return {
    plan,
    parts,
    bus,
    lifecycle,
    stages,
    list: <T>(token: ListToken<T>) => (lists.get(token.name) ?? []) as readonly Brought<T>[],
    show: (view) => {
      shown = view
    },
  }
}

/** Lets a plugin say what it does; what it does not say as it was declared is a problem. */
function setUp({ name, definition, values, spec }: BotPlan['plugins']['ordered'][number], host: Host): readonly BotyardError[] {
  const at = spec.site
  try {
    const returned: unknown = definition.setup(host, values as never)
    const reason = 'setup returned a promise; what takes time belongs into onStart'
    if (returned instanceof Promise) {
      // What becomes of it concerns nobody any more, and would end the process.
      returned.catch(() => {})
      return [new BotyardError('BY2005', { plugin: name, step: 'setup', reason }, { at })]
    }
  } catch (cause) {
    if (cause instanceof BotyardError) return [cause.placed(thrownAt(cause, import.meta.url) ?? at)]
    if (isBotyardError(cause)) return [cause]
    if (isBotyardErrors(cause)) return cause.problems
    const reason = reasonOf(cause)
    return [new BotyardError('BY2005', { plugin: name, step: 'setup', reason }, { at, cause })]
  }
  const declared = (definition.provides ?? []).map((token) => token.name)
  const provided = host.provided.map(({ token }) => token.name)
  return [
    ...declared
      .filter((token) => !provided.includes(token))
      .map((token) => new BotyardError('BY2008', { plugin: name, token }, { at })),
    ...provided
      .filter((token) => !declared.includes(token))
      .map((token) => new BotyardError('BY2012', { plugin: name, token }, { at })),
  ]
}

const none = () => 0

/** What is seen before there is an engine. */
const nothingYet: EngineView = { equity: none, positions: none, orders: none, book: none }
