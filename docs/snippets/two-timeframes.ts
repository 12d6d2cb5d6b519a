import { defineStrategy, percent } from '@botyard/core'
import { ema, rsi } from '@botyard/strategies/indicators'

/** Buys a dip of the quarter hours while the hours are rising. */
export const dipInRise = defineStrategy({
  name: 'dip-in-rise',
  options: { share: percent('30%', 'size of a position', { min: '1%', max: '100%' }) },
  create(desk, { share }) {
    const hours = desk.bars('1h')
    const quarters = desk.bars('15m', { keep: 5 })
    const calm = desk.use(ema(hours, 50))
    const strength = desk.use(rsi(quarters, 14))
    return {
      onBar(bar) {
        if (bar.interval !== '15m' || !calm.ready) return
        const rising = hours.close > calm.value
        if (desk.position.flat && rising && strength.value < 30) desk.enter(1, { equity: share })
        if (desk.position.open && strength.value > 60) desk.exit('the dip is over')
      },
    }
  },
})
