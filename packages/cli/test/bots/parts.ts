import { definePlugin, defineStrategy, duration, integer, percent } from '@botyard/core'

/** A venue that does nothing, for tests that only look at wishes. */
export const quietVenue = definePlugin({ name: 'quiet-venue', options: { market: integer(1, 'which market') }, setup() {} })

/** A rule with one option, so that it can be given bare. */
export const cap = definePlugin({ name: 'cap', options: { most: percent('50%', 'most of equity') }, setup() {} })

/** A strategy with options of several kinds. */
export const rider = defineStrategy({
  name: 'rider',
  options: {
    fast: integer(20, 'fast EMA, bars', { min: 5, max: 50 }),
    edge: percent('0.4%', 'gap needed to enter', { max: '2%' }),
    rest: duration('15m', 'rest after a loss'),
  },
  create: () => ({}),
})
