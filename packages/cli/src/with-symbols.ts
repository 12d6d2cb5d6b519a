import type { Bot } from '@botyard/core'

/** The bot with other symbols. They were asked for by name, so no profile may replace them. */
export function withSymbols(bot: Bot, symbols: readonly string[] | undefined): Bot {
  if (symbols === undefined) return bot
  const { profiles, ...rest } = bot.spec
  const kept = Object.entries(profiles ?? {}).map(([name, { symbols: _, ...change }]) => [name, change] as const)
  return { ...bot, spec: { ...rest, symbols, ...(profiles === undefined ? {} : { profiles: Object.fromEntries(kept) }) } }
}
