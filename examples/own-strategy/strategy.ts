import { defineStrategy, integer, percent } from '@botyard/core'
import { ema } from '@botyard/strategies/indicators'

/** Follows a fast average that has clearly left a slow one, and leaves when they cross back. */
export const crossing = defineStrategy({
  name: 'crossing',
  options: {
    fast: integer(20, 'fast average', { min: 5, max: 50, unit: 'bars' }),
    slow: integer(120, 'slow average', { min: 60, max: 300, unit: 'bars' }),
    edge: percent('0.4%', 'gap of the averages that enters', { min: '0%', max: '2%' }),
    size: percent('50%', 'share of equity in a position', { min: '1%', max: '100%' }),
  },
  create(desk, { fast, slow, edge, size }) {
    const bars = desk.bars('15m')
    const quick = desk.use(ema(bars, fast))
    const calm = desk.use(ema(bars, slow))
    return {
      onBar() {
        const gap = quick.value / calm.value - 1
        const { flat, side } = desk.position
        if (flat && Math.abs(gap) > edge) desk.enter(gap > 0 ? 1 : -1, { equity: size })
        if (gap * side < 0) desk.exit('crossed back')
      },
    }
  },
})
