import { ArrayStore } from '../defaults/array-store.ts'
import { HeapMemory } from '../defaults/heap-memory.ts'
import { LogNotifier } from '../defaults/log-notifier.ts'
import { MapCache } from '../defaults/map-cache.ts'
import { NodeEnv } from '../defaults/node-env.ts'
import { pinoLogger } from '../defaults/pino-logger.ts'
import { SeededEnv } from '../defaults/seeded-env.ts'
import { silentProfiler } from '../defaults/silent-profiler.ts'
import { Cache } from '../ports/cache.ts'
import { Env } from '../ports/env.ts'
import { Logger } from '../ports/logger.ts'
import { Memory } from '../ports/memory.ts'
import { Notifier } from '../ports/notifier.ts'
import { Profiler } from '../ports/profiler.ts'
import { Store } from '../ports/store.ts'
import type { Token } from '../ports/token.ts'
import type { Parts } from './container.ts'

/** The parts that every bot has without asking, one for all bots of a process. A bot's plugins may provide any of them instead. */
export function provideDefaults(parts: Parts): Parts {
  parts.provide(Env, [], () => new NodeEnv())
  parts.provide(Logger, [], () => pinoLogger())
  parts.provide(Memory, [], () => new HeapMemory())
  parts.provide(Cache, [Env], (env: Env) => new MapCache(() => env.wall()))
  parts.provide(Store, [], () => new ArrayStore())
  parts.provide(Profiler, [], () => silentProfiler)
  return parts
}

/**
 * Those that are made for each bot, because what they stand on may be its own. `isTaken` says what a plugin of the bot provides; with a seed
 * the chance of `env` repeats.
 */
export function provideBotDefaults(
  parts: Parts,
  isTaken: (token: Token<unknown>) => boolean,
  env: () => Env,
  seed: number | undefined,
): void {
  if (seed !== undefined && !isTaken(Env)) parts.provide(Env, [], () => new SeededEnv(env(), seed))
  if (!isTaken(Notifier)) parts.provide(Notifier, [Logger], (log: Logger) => new LogNotifier(log))
}
