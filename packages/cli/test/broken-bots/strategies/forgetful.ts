import { defineStrategy } from '@botyard/core'

// The import of the indicator was lost.
declare const ema: (bars: unknown, period: number) => never

export const forgetful = defineStrategy({
  name: 'forgetful',
  create(desk) {
    desk.use(ema(desk.bars('15m'), 20))
    return {}
  },
})
