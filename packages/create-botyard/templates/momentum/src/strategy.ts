import { defineStrategy, integer, percent } from '@botyard/core'
import { ema } from '@botyard/strategies/indicators'

/** Goes with a fast average that has left a slow one, and out when it comes back. */
export default defineStrategy({
  name: 'my-momentum',
  // An option is its type, its check, its documentation, a flag (--set my-momentum.fast=10) and a search range.
  options: {
    fast: integer(20, 'fast average', { min: 5, max: 50, unit: 'bars' }),
    slow: integer(120, 'slow average', { min: 30, max: 300, unit: 'bars' }),
    edge: percent('0.4%', 'gap of the averages needed to enter', { min: '0%', max: '2%' }),
    size: percent('40%', 'position, as a share of equity', { min: '1%', max: '50%' }),
  },
  create(desk, { fast, slow, edge, size }) {
    const bars = desk.bars('15m')
    const quick = desk.use(ema(bars, fast))
    const calm = desk.use(ema(bars, slow))

    // A callback that exists is a subscription; this one is called for every bar that has closed.
    return {
      onBar() {
        if (!calm.ready) return
        const gap = quick.value / calm.value - 1
        if (desk.position.flat && Math.abs(gap) > edge) desk.enter(gap > 0 ? 1 : -1, { equity: size, reason: 'trend' })
        if (desk.position.open && gap * desk.position.side < 0) desk.exit('trend ended')
      },
    }
  },
})
