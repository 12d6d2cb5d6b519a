import type { CallSite } from '../errors/call-site.ts'
import type { OptionInput, OptionSet, OptionValues } from '../options/options.ts'
import type { PluginHost } from '../ports/plugin.ts'
import type { BotDesk, Desk, Strategy } from '../ports/strategy.ts'
import type { Token } from '../ports/token.ts'
import type { CoreCopy } from './core-copy.ts'

/** Version of the contract between core and plugins; a plugin made for another one is refused with BY7002. */
export const pluginApi = 1

/** What `definePlugin` was given. */
export interface PluginDefinition<O extends OptionSet = OptionSet> {
  readonly name: string
  /** Package that brings it, and its version; errors name them. */
  readonly package?: string
  readonly version?: string
  /** Whether this is a venue: it may stand in `venue` and `venues`, and a bot may have several. */
  readonly venue?: boolean
  /**
   * 'process': its parts are made once, and its steps run once, for all bots of a process that wish for it with the same options; 'bot', the
   * default: for each bot anew. What it hears, contributes and wraps is for each bot in both.
   */
  readonly scope?: 'process' | 'bot'
  readonly options?: O
  /** Parts that `setup` or its factories ask for; checked before anything is made. */
  readonly requires?: readonly Token<unknown>[]
  /** Parts that `setup` provides; two plugins with the same one are an error. */
  readonly provides?: readonly Token<unknown>[]
  /** Parts taken over on purpose from another plugin. */
  readonly overrides?: readonly Token<unknown>[]
  /** Says what the plugin does; called once for every bot, before anything runs. */
  setup(host: PluginHost, options: OptionValues<O>): void
}

/** What `defineStrategy` was given, for a strategy that is made once per instrument. */
export interface StrategyDefinition<O extends OptionSet = OptionSet> {
  readonly name: string
  readonly per?: 'instrument'
  readonly options?: O
  /** Asks for bars, indicators and state, and returns what is to be heard. */
  create(desk: Desk, options: OptionValues<O>): Strategy
}

/** What `defineStrategy` was given, for a strategy that is made once and sees every desk. */
export interface BotStrategyDefinition<O extends OptionSet = OptionSet> {
  readonly name: string
  readonly per: 'bot'
  readonly options?: O
  /** Asks for bars, indicators and state at every desk, and returns what is to be heard. */
  create(desk: BotDesk, options: OptionValues<O>): Strategy
}

/** Names a second use of the same definition in one bot. */
export interface Naming {
  readonly as?: string
}

/**
 * A wish for a plugin or a strategy. It is inert: nothing was checked or made when the call returned, so that all wishes of a bot can be
 * checked together, after profiles and flags changed them.
 */
export interface Spec<D> {
  readonly definition: D
  /** Options as they were written. */
  readonly raw: unknown
  readonly as: string | undefined
  /** Where it was written, as far as the engine's stack tells. */
  readonly site: CallSite | undefined
  /** Where the strategy was defined, when that is in a file of the user's. */
  readonly defined?: CallSite | undefined
  /** Plugin API and copy of core that the definition was made with. */
  readonly api: number
  readonly core: CoreCopy
}

/** A wish for a plugin: a venue, a risk rule, a store. */
export interface PluginSpec extends Spec<PluginDefinition> {
  readonly sort: 'plugin'
}

/** A wish for a strategy. */
export interface StrategySpec extends Spec<StrategyDefinition | BotStrategyDefinition> {
  readonly sort: 'strategy'
}

/** One bare value stands for the first option that was declared: `maxPosition('50%')`. */
export type First<O extends OptionSet> =
  O extends Record<string, unknown> ? Exclude<OptionInput<O>[keyof OptionInput<O>], undefined> : never

/** Calling a plugin's definition makes a wish for it. */
export interface PluginFactory<O extends OptionSet> {
  (options?: OptionInput<O> | First<O>, naming?: Naming): PluginSpec
  readonly definition: PluginDefinition<O>
}

/** Calling a strategy's definition makes a wish for it. */
export interface StrategyFactory<O extends OptionSet> {
  (options?: OptionInput<O>, naming?: Naming): StrategySpec
  readonly definition: StrategyDefinition<O> | BotStrategyDefinition<O>
}
