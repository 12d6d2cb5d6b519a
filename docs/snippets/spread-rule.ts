import { definePlugin, percent, RiskRules } from '@botyard/core'

/** Refuses an order whose price is further from the middle of the market than this. */
export const maxDistance = definePlugin({
  name: 'maxDistance',
  options: { maxDistance: percent('0.5%', 'distance from the middle', { min: '0%' }) },
  setup(host, { maxDistance: limit }) {
    host.contribute(RiskRules, (refusals) => {
      const refusal = refusals.register('BY4208', 'the price is too far from the middle')
      let distance = 0
      return {
        name: 'maxDistance',
        check({ price, reference }) {
          distance = Math.abs(price / reference - 1)
          // Written so that a price that is not known refuses.
          return distance <= limit ? 0 : refusal
        },
        why: () => `the price is ${distance} from the middle, maxDistance allows ${limit}`,
      }
    })
  },
})
