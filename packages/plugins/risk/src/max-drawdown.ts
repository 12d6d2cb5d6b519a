import { definePlugin, percent } from '@botyard/core'
import { contributeRule, showShare } from './contribute-rule.ts'

/**
 * Halts the bot for good when equity falls this far below its highest value: everything is cancelled and closed, and no later
 * recovery and no restart lifts it, because a limit that lifts itself is none.
 *
 * @example
 * risk: [maxDrawdown('10%')]
 */
export const maxDrawdown = definePlugin({
  name: 'maxDrawdown',
  options: { maxDrawdown: percent('20%', 'fall from the highest equity that halts the bot', { min: '0%', max: '100%' }) },
  setup(host, { maxDrawdown: limit }) {
    contributeRule(host, (refusals, keep) => {
      const refusal = refusals.register('BY4205', 'the drawdown limit was passed')
      const kept = keep('maxDrawdown', { peak: Number.NaN, isPassed: false })
      let drawdown = 0
      return {
        name: 'maxDrawdown',
        check: () => (kept.isPassed ? refusal : 0),
        watch({ equity }) {
          if (!(equity <= kept.peak)) kept.peak = equity
          drawdown = 1 - equity / kept.peak
          // Written so that an equity that is not a number halts as well.
          if (!(drawdown < limit)) kept.isPassed = true
          return kept.isPassed ? 'halted' : 'active'
        },
        why: () => `the drawdown is ${showShare(drawdown)}, maxDrawdown allows ${showShare(limit)}`,
      }
    })
  },
})
