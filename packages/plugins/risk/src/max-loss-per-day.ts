import { dayMicros, definePlugin, percent } from '@botyard/core'
import { contributeRule, showShare } from './contribute-rule.ts'

/**
 * Halts the bot until the next day (UTC) when equity falls this far below the last value seen in the day before. Everything is
 * cancelled and closed at once.
 *
 * @example
 * risk: [maxLossPerDay('2%')]
 */
export const maxLossPerDay = definePlugin({
  name: 'maxLossPerDay',
  options: {
    maxLossPerDay: percent('5%', 'loss since the end of the last day (UTC) that halts the bot until the next day', {
      min: '0%',
      max: '100%',
    }),
  },
  setup(host, { maxLossPerDay: limit }) {
    contributeRule(host, (refusals, keep) => {
      const refusal = refusals.register('BY4204', 'the loss limit of the day was passed')
      const kept = keep('maxLossPerDay', { day: Number.NaN, start: Number.NaN, last: Number.NaN, isPassed: false })
      let loss = 0
      return {
        name: 'maxLossPerDay',
        until: 'at 00:00 UTC',
        check: () => (kept.isPassed ? refusal : 0),
        watch({ equity }, now) {
          // What is seen at 00:00 still belongs to the day that ends there, as the bar does that closes then.
          const today = Math.ceil(now / dayMicros)
          if (today !== kept.day) {
            kept.day = today
            // What a night's gap takes is lost today.
            kept.start = kept.last > 0 ? kept.last : equity
            kept.isPassed = false
          }
          kept.last = equity
          loss = 1 - equity / kept.start
          if (!(loss < limit)) kept.isPassed = true
          return kept.isPassed ? 'halted' : 'active'
        },
        why: () => `the day's loss is ${showShare(loss)}, maxLossPerDay allows ${showShare(limit)}`,
      }
    })
  },
})
