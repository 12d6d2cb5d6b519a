import { definePlugin, percent } from '@botyard/core'
import { contributeRule, showShare } from './contribute-rule.ts'

/**
 * Refuses what could make the position in one instrument worth more than a share of the account's equity, counting everything open and of
 * unknown outcome as filled.
 *
 * @example
 * risk: [maxPosition('50%')]
 */
export const maxPosition = definePlugin({
  name: 'maxPosition',
  options: { maxPosition: percent('50%', 'largest position in one instrument, share of equity', { min: '0%' }) },
  setup(host, { maxPosition: limit }) {
    contributeRule(host, (refusals) => {
      const refusal = refusals.register('BY4203', 'the position could become too large')
      let share = 0
      let symbol = ''
      return {
        name: 'maxPosition',
        check({ worstCase, account, instrument, grows }) {
          if (!grows || worstCase <= limit * account.equity) return 0
          share = worstCase / account.equity
          symbol = instrument.symbol
          return refusal
        },
        why: () => `${symbol} could reach ${showShare(share)} of equity, maxPosition allows ${showShare(limit)}`,
      }
    })
  },
})
