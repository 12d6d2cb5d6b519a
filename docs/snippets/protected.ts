import { defineStrategy, percent } from '@botyard/core'
import { ema } from '@botyard/strategies/indicators'

/** The crossing of tutorial 2 with a stop and a target that rest with the venue. */
export const protectedCrossing = defineStrategy({
  name: 'protected-crossing',
  options: {
    edge: percent('0.4%', 'gap of the averages that enters', { min: '0%', max: '2%' }),
    stop: percent('1.5%', 'distance of the stop', { min: '0.1%', max: '10%' }),
    target: percent('4%', 'distance of the target', { min: '0.1%', max: '30%' }),
    risk: percent('0.5%', 'equity lost when the stop is reached', { min: '0.05%', max: '3%' }),
  },
  create(desk, { edge, stop, target, risk }) {
    const { position } = desk
    const bars = desk.bars('15m')
    const quick = desk.use(ema(bars, 20))
    const calm = desk.use(ema(bars, 120))
    return {
      onBar() {
        const gap = quick.value / calm.value - 1
        if (!position.flat || !(Math.abs(gap) > edge)) return
        const side = gap > 0 ? 1 : -1
        desk.enter(side, { risk, stop: bars.close * (1 - side * stop), reason: 'crossing' })
      },
      onFill() {
        if (position.side === 0) return
        const { averagePrice, side } = position
        desk.protect({
          stop: averagePrice * (1 - side * stop),
          target: averagePrice * (1 + side * target),
        })
      },
    }
  },
})
