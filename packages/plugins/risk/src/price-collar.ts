import { definePlugin, percent } from '@botyard/core'
import { contributeRule, showShare } from './contribute-rule.ts'

/**
 * Refuses an order whose price is too far on the dear side of the middle of the market: a buy far above it or a sell far below. Without
 * a known middle nothing new is let through.
 *
 * @example
 * risk: [priceCollar('2%')]
 */
export const priceCollar = definePlugin({
  name: 'priceCollar',
  options: { priceCollar: percent('5%', 'distance from the middle on the dear side', { min: '0%' }) },
  setup(host, { priceCollar: limit }) {
    contributeRule(host, (refusals) => {
      const refusal = refusals.register('BY4208', 'the price is too far from the market')
      let away = 0
      let asked = 0
      let middle = 0
      return {
        name: 'priceCollar',
        check({ draft, price, reference }) {
          away = draft.side * (price / reference - 1)
          if (away <= limit) return 0
          asked = price
          middle = reference
          return refusal
        },
        why: () => `price ${asked} is ${showShare(away)} from ${middle}, priceCollar allows ${showShare(limit)}`,
      }
    })
  },
})
