import { BotyardError } from '../errors/botyard-error.ts'
import type { Token } from '../ports/token.ts'
import { Parts } from './container.ts'
import type { Host } from './host.ts'
import type { Planned } from './plan.ts'
import { coreParts } from './plugin-graph.ts'
import type { PluginDefinition } from './spec.ts'

type Plugin = Planned<PluginDefinition>
type Work = () => void | Promise<void>

/** The steps of a plugin of the process, which run once however many bots use it. */
export class SharedSteps {
  readonly starts: Work[] = []
  readonly stops: Work[] = []

  onStart(_plugin: string, run: Work): void {
    this.starts.push(run)
  }

  onStop(_plugin: string, run: Work): void {
    this.stops.push(run)
  }
}

/** What all bots of a process that wish for a plugin with the same options share: its parts, and its start and stop. */
export class SharedPlugin {
  readonly parts: Parts
  readonly key: string
  readonly #steps: SharedSteps
  #users = 0
  #started: Promise<void> = Promise.resolve()
  /** Starts and stops take turns, so that a bot that comes while the last one leaves finds it started. */
  #turn: Promise<void> = Promise.resolve()

  constructor(parts: Parts, key: string, steps: SharedSteps) {
    this.parts = parts
    this.key = key
    this.#steps = steps
  }

  /** Begins with the first bot; every other one waits for the same start, and fails with it. */
  start(): Promise<void> {
    if (this.#users++ === 0) this.#started = this.#after(this.#steps.starts)
    return this.#started
  }

  /** Ends with the last bot, also after a failed start. */
  async stop(): Promise<void> {
    if (this.#users === 0 || --this.#users > 0) return
    await this.#after([...this.#steps.stops].reverse())
  }

  #after(steps: readonly Work[]): Promise<void> {
    const work = this.#turn.then(async () => {
      for (const step of steps) await step()
    })
    this.#turn = work.catch(() => {})
    return work
  }
}

/** What the process has of each definition; forgotten with the definition. */
const known = new WeakMap<PluginDefinition, SharedPlugin[]>()

/** What wiring knows about the plugins of a bot. */
export interface Sharing {
  readonly processParts: Parts
  readonly providers: ReadonlyMap<string, Plugin>
  /** The shared plugins of this bot so far, by name; what is needed comes first. */
  readonly shared: ReadonlyMap<string, SharedPlugin>
}

/** Finds what the process has of this plugin, or begins it. A part of the process cannot stand on one that is made for each bot: BY2015. */
export function sharePlugin(
  plugin: Plugin,
  host: Host,
  steps: SharedSteps,
  sharing: Sharing,
  problems: BotyardError[],
): SharedPlugin {
  const needs = new Set<Token<unknown>>([...(plugin.definition.requires ?? []), ...host.provided.flatMap((one) => one.needs)])
  const behind = new Map<Token<unknown>, SharedPlugin>()
  for (const need of needs) {
    const provider = sharing.providers.get(need.name)
    const shared = provider === undefined ? undefined : sharing.shared.get(provider.name)
    if (shared !== undefined) behind.set(need, shared)
    else if (provider !== undefined && provider !== plugin && !coreParts.has(need.name)) {
      const details = { plugin: plugin.name, need: need.name, provider: provider.name }
      problems.push(new BotyardError('BY2015', details, { at: plugin.spec.site }))
    }
  }
  const key = keyOf([plugin.values, ...behind.values()])
  const ofDefinition = known.get(plugin.definition) ?? []
  const found = ofDefinition.find((one) => one.key === key) ?? begin(host, steps, sharing.processParts, behind, key)
  if (!ofDefinition.includes(found)) known.set(plugin.definition, [...ofDefinition, found])
  host.shared = found.parts
  return found
}

function begin(
  host: Host,
  steps: SharedSteps,
  processParts: Parts,
  behind: ReadonlyMap<Token<unknown>, SharedPlugin>,
  key: string,
): SharedPlugin {
  const parts = new Parts(processParts)
  for (const [need, shared] of behind) parts.provide(need, [], () => shared.parts.get(need))
  for (const { bind } of host.provided) bind(parts)
  return new SharedPlugin(parts, key, steps)
}

const numbers = new WeakMap<object, number>()
let lastNumber = 0

/** Equal plain values have equal texts; anything else is only equal to itself. */
function keyOf(values: readonly unknown[]): string {
  return JSON.stringify(values, (_, value: unknown) => {
    if (typeof value === 'number' || typeof value === 'bigint') return `${typeof value} ${value}`
    const isOwn = typeof value === 'function' || (typeof value === 'object' && value !== null && !isPlain(value))
    if (!isOwn) return value
    if (!numbers.has(value)) numbers.set(value, ++lastNumber)
    return `object ${numbers.get(value)}`
  })
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return Array.isArray(value) || prototype === Object.prototype || prototype === null
}
