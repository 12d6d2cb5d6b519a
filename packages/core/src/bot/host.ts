import { BotyardError } from '../errors/botyard-error.ts'
import { showValue } from '../errors/show-value.ts'
import type { Bus } from '../events/bus.ts'
import type { Executor, ExecutorNeeds } from '../ports/execution.ts'
import type { BusEvents, PluginHost } from '../ports/plugin.ts'
import type { ListToken, Made, Token } from '../ports/token.ts'
import type { EngineView } from '../ports/view.ts'
import type { Parts } from './container.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { Provision } from './part-needs.ts'

/** Something a plugin brought along. */
export interface Brought<T> {
  readonly plugin: string
  readonly item: T
}

/** What plugins added to the lists, by token name. */
export type Lists = Map<string, Brought<unknown>[]>

/** Makes a stage before the gateway. */
export type MakeStage = (needs: ExecutorNeeds) => Executor

/** What all hosts of one bot share. */
export interface HostNeeds {
  /** Where its parts are looked for, and where they are put; nowhere yet for a plugin of the process. */
  readonly parts: Parts
  readonly scope: 'process' | 'bot'
  readonly lists: Lists
  readonly stages: Brought<MakeStage>[]
  readonly bus: Bus
  readonly steps: Pick<Lifecycle, 'onStart' | 'onStop'>
  view(): EngineView
  /** Whether this plugin is the one whose part of that name counts. */
  provides(plugin: string, token: string): boolean
}

const events: readonly unknown[] = ['fill', 'order', 'refused', 'notice'] satisfies (keyof BusEvents)[]

/** The face of the container that one plugin sees. */
export class Host implements PluginHost {
  readonly #plugin: string
  readonly #needs: HostNeeds
  /** What it provides, and from what. */
  readonly provided: Provision[] = []
  /** Set once every plugin was set up: parts exist from then on. */
  started = false
  /** The parts of a plugin of the process, which it shares with the other bots. */
  shared: Parts | undefined

  constructor(plugin: string, needs: HostNeeds) {
    this.#plugin = plugin
    this.#needs = needs
  }

  get view(): EngineView {
    return this.#needs.view()
  }

  provide<T, const N extends readonly Token<unknown>[]>(token: Token<T>, needs: N, make: (...needs: Made<N>) => T): void {
    this.#provides(token, needs, (parts) => parts.provide(token, needs, make as unknown as (...made: never[]) => unknown))
  }

  provideClass<T>(token: Token<T>, made: new (...needs: never[]) => T): void {
    this.#provides(token, [], (parts) => parts.provideClass(token, made))
  }

  contribute<T>(list: ListToken<T>, item: T): void {
    this.#inSetup('contribute')
    const items = this.#needs.lists.get(list.name) ?? []
    items.push({ plugin: this.#plugin, item })
    this.#needs.lists.set(list.name, items)
  }

  wrap(_token: Token<Executor>, make: MakeStage): void {
    this.#inSetup('wrap')
    if (typeof make !== 'function') throw this.#wrong('wrap', `a stage is made by a function, not by ${showValue(make)}`)
    this.#needs.stages.push({ plugin: this.#plugin, item: make })
  }

  on<E extends keyof BusEvents>(event: E, hear: (what: BusEvents[E]) => void): void {
    if (!events.includes(event)) throw this.#wrong('on', `there is no event ${showValue(event)}`)
    if (typeof hear !== 'function') throw this.#wrong('on', `who hears it is ${showValue(hear)}, expected a function`)
    this.#needs.bus.on(event, this.#plugin, hear)
  }

  get<T>(token: Token<T>): T {
    if (!this.started) throw new BotyardError('BY2006', { plugin: this.#plugin, token: token.name })
    return (this.shared ?? this.#needs.parts).get(token, this.#plugin)
  }

  onStart(step: () => void | Promise<void>): void {
    if (typeof step !== 'function') throw this.#wrong('onStart', `a step is ${showValue(step)}, expected a function`)
    this.#needs.steps.onStart(this.#plugin, step)
  }

  onStop(step: () => void | Promise<void>): void {
    if (typeof step !== 'function') throw this.#wrong('onStop', `a step is ${showValue(step)}, expected a function`)
    this.#needs.steps.onStop(this.#plugin, step)
  }

  #inSetup(call: string): void {
    if (this.started) throw this.#wrong(call, 'setup is over')
  }

  #wrong(call: string, reason: string): BotyardError {
    return new BotyardError('BY2016', { plugin: this.#plugin, call, reason })
  }

  #provides(token: Token<unknown>, needs: readonly Token<unknown>[], bind: Provision['bind']): void {
    this.#inSetup('provide')
    const isUsed = this.#needs.provides(this.#plugin, token.name)
    this.provided.push({ plugin: this.#plugin, token, needs, isUsed, bind })
    if (isUsed && this.#needs.scope === 'bot') bind(this.#needs.parts)
  }
}
