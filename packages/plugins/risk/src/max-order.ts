import { definePlugin, percent } from '@botyard/core'
import { contributeRule, showShare } from './contribute-rule.ts'

/**
 * Refuses a single order worth more than a share of the account's equity: the net under a slipped decimal point.
 *
 * @example
 * risk: [maxOrder('10%')]
 */
export const maxOrder = definePlugin({
  name: 'maxOrder',
  options: { maxOrder: percent('25%', 'largest single order, share of equity', { min: '0%' }) },
  setup(host, { maxOrder: limit }) {
    contributeRule(host, (refusals) => {
      const refusal = refusals.register('BY4206', 'the order is too large')
      let share = 0
      return {
        name: 'maxOrder',
        check({ notional, account, grows }) {
          if (!grows || notional <= limit * account.equity) return 0
          share = notional / account.equity
          return refusal
        },
        why: () => `the order is worth ${showShare(share)} of equity, maxOrder allows ${showShare(limit)}`,
      }
    })
  },
})
