import type { Bot } from '@botyard/core'
import { prepare } from 'botyard'

/** The best setting of one option by net return; judge it on other data than these. */
export async function bestFast(bot: Bot): Promise<number> {
  const run = await prepare(bot, { days: 30 })
  let best = { fast: 0, netReturn: Number.NEGATIVE_INFINITY }
  for (const fast of [10, 20, 30]) {
    const { netReturn } = await run({ 'momentum.fast': fast })
    if (netReturn > best.netReturn) best = { fast, netReturn }
  }
  return best.fast
}
