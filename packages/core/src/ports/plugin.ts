import type { Executor, ExecutorNeeds } from './execution.ts'
import type { Notice } from './notifier.ts'
import type { Fill, Order, Refused } from './orders.ts'
import type { ListToken, Made, Token } from './token.ts'
import type { EngineView } from './view.ts'

/** What is told after the drain. Listeners get copies and cannot hurt each other or the order path. */
export interface BusEvents {
  /** An execution of an order of the bot. */
  fill: Fill
  /** A change of an order's state. */
  order: Order
  /** A wish that was not carried out. */
  refused: Refused
  /** Something that a person should know. */
  notice: Notice
}

/** All that a plugin may do while it is set up. It never sees the container. */
export interface PluginHost {
  /** Makes a part from the parts it needs; made once, on first need. */
  provide<T, const N extends readonly Token<unknown>[]>(token: Token<T>, needs: N, make: (...needs: Made<N>) => T): void
  /** Takes a class that was compiled with inversify's decorators. */
  provideClass<T>(token: Token<T>, made: new (...needs: never[]) => T): void
  /** Adds to a list such as RiskRules or TapeReaders. */
  contribute<T>(list: ListToken<T>, item: T): void
  /** Puts a stage before the gateway; stages run in the order of `plugins`. */
  wrap(token: Token<Executor>, make: (needs: ExecutorNeeds) => Executor): void
  /** Hears copies of what happened, after trading; a listener that fails is put out after a few times. */
  on<E extends keyof BusEvents>(event: E, hear: (what: BusEvents[E]) => void): void
  /** A part, from `onStart` on; earlier it is BY2006. */
  get<T>(token: Token<T>): T
  /** Numbers of the engine as they stand, for dashboards and metrics. */
  readonly view: EngineView
  /** Runs in the order of need, with a deadline. */
  onStart(step: () => void | Promise<void>): void
  /** Runs in the opposite order, with a deadline, also after a failed start; one that fails never skips the next. */
  onStop(step: () => void | Promise<void>): void
}
