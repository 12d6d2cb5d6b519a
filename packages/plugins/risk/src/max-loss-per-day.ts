import { definePlugin, percent } from '@botyard/core'
import { contributeRule, showShare } from './contribute-rule.ts'

const day = 86_400_000_000

/**
 * Halts the bot until the next day (UTC) when equity falls this far below its value at the start of the day. Everything is cancelled and
 * closed at once.
 *
 * @example
 * risk: [maxLossPerDay('2%')]
 */
export const maxLossPerDay = definePlugin({
  name: 'maxLossPerDay',
  options: {
    maxLossPerDay: percent('5%', 'loss since 00:00 UTC that halts the bot until the next day', { min: '0%', max: '100%' }),
  },
  setup(host, { maxLossPerDay: limit }) {
    contributeRule(host, (refusals) => {
      const refusal = refusals.register('BY4204', 'the loss limit of the day was passed')
      let today = Number.NaN
      let start = Number.NaN
      let loss = 0
      let isPassed = false
      return {
        name: 'maxLossPerDay',
        check: () => (isPassed ? refusal : 0),
        watch({ equity }, now) {
          const date = Math.floor(now / day)
          if (date !== today) {
            today = date
            start = equity
            isPassed = false
          }
          loss = 1 - equity / start
          if (!(loss < limit)) isPassed = true
          return isPassed ? 'halted' : 'active'
        },
        why: () => `the day's loss is ${showShare(loss)}, maxLossPerDay allows ${showShare(limit)}; it ends at 00:00 UTC`,
      }
    })
  },
})
