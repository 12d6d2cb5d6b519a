import type { Bot } from '@botyard/core'
import { backtest, paper } from 'botyard'

/** Whether a bot does the same on paper as in a backtest, order for order. */
export async function isSameInBoth(bot: Bot): Promise<boolean> {
  const tested = await backtest(bot, { days: 7 })
  const onPaper = await paper(bot, { days: 7, speed: 'max' })
  return tested.hash === onPaper.hash
}
