import { createHash } from 'node:crypto'
import type { Bot, PluginSpec, StrategySpec, Wishes } from '@botyard/core'
import { plainData } from './plain-data.ts'
import type { RunOptions } from './runner.ts'

function wish(spec: PluginSpec | StrategySpec): object {
  return { name: spec.definition.name, as: spec.as, options: spec.raw }
}

function wishes(list: Wishes<PluginSpec | StrategySpec> | undefined): object[] {
  return (list ?? []).filter((one) => typeof one === 'object' && one !== null).map(wish)
}

/** What a bot was told to do, as written in its file and on the command line: the content of config.json. */
export function botConfig(bot: Bot, mode: string, options: RunOptions): object {
  const { venue, venues, strategies, risk, plugins, profiles, ...rest } = bot.spec
  const { progress, stop, botFile, ...given } = options
  return plainData({
    mode,
    bot: {
      ...rest,
      venues: Object.fromEntries(
        Object.entries(venues ?? (venue === undefined ? {} : { venue })).map(([name, spec]) => [name, wish(spec)]),
      ),
      strategies: wishes(strategies),
      risk: wishes(risk),
      plugins: wishes(plugins),
      profiles: Object.keys(profiles ?? {}),
    },
    run: given,
  }) as object
}

/** sha256 of a config, hex. The same wishes give the same hash. */
export function configHash(config: object): string {
  return createHash('sha256').update(JSON.stringify(config)).digest('hex')
}
