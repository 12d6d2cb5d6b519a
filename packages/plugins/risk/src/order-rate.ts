import { definePlugin, duration, integer, toMicros } from '@botyard/core'
import { contributeRule } from './contribute-rule.ts'

/**
 * Refuses more new orders than this within a sliding window, amends not counted: a strategy that loops is stopped before the venue bans the account.
 *
 * @example
 * risk: [orderRate({ orderRate: 20, window: '1s' })]
 */
export const orderRate = definePlugin({
  name: 'orderRate',
  options: {
    orderRate: integer(20, 'new orders within the window', { min: 1, max: 10_000 }),
    window: duration('1s', 'length of the sliding window'),
  },
  setup(host, { orderRate: limit, window }) {
    const length = toMicros(window)
    contributeRule(host, (refusals, keep) => {
      const refusal = refusals.register('BY4207', 'too many orders at once')
      const kept = keep('orderRate', { times: new Float64Array(limit).fill(Number.NEGATIVE_INFINITY), next: 0 })
      return {
        name: 'orderRate',
        check({ now, amends }) {
          if (amends) return 0
          // The slot to be written next holds the oldest of the last `limit` orders.
          if (now - kept.times[kept.next] < length) return refusal
          kept.times[kept.next] = now
          kept.next = (kept.next + 1) % limit
          return 0
        },
        why: () => `${limit} orders within ${window}, orderRate allows no more`,
      }
    })
  },
})
