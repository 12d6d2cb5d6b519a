import { definePlugin, percent } from '@botyard/core'
import { contributeRule, showShare } from './contribute-rule.ts'

/**
 * Halts the bot for good when equity falls this far below its highest value: everything is cancelled and closed, and no later
 * recovery lifts it, because a limit that lifts itself is none.
 *
 * @example
 * risk: [maxDrawdown('10%')]
 */
export const maxDrawdown = definePlugin({
  name: 'maxDrawdown',
  options: { maxDrawdown: percent('20%', 'fall from the highest equity that halts the bot', { min: '0%', max: '100%' }) },
  setup(host, { maxDrawdown: limit }) {
    contributeRule(host, (refusals) => {
      const refusal = refusals.register('BY4205', 'the drawdown limit was passed')
      let peak = Number.NaN
      let drawdown = 0
      let isPassed = false
      return {
        name: 'maxDrawdown',
        check: () => (isPassed ? refusal : 0),
        watch({ equity }) {
          if (!(equity <= peak)) peak = equity
          drawdown = 1 - equity / peak
          // Written so that an equity that is not a number halts as well.
          if (!(drawdown < limit)) isPassed = true
          return isPassed ? 'halted' : 'active'
        },
        why: () => `the drawdown is ${showShare(drawdown)}, maxDrawdown allows ${showShare(limit)}`,
      }
    })
  },
})
