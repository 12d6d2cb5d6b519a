import { defineStrategy, duration, integer, number, percent } from '@botyard/core'
import { noLevels, RestingLevels } from '../exits/resting-levels.ts'
import { emptyBracket, TrailingBracket } from '../exits/trailing-bracket.ts'
import { atr } from '../indicators/atr.ts'
import { ema } from '../indicators/ema.ts'
import { isUnderWay } from '../orders/under-way.ts'
import { riskShare } from '../sizing/risk-share.ts'

/**
 * Follows a trend: enters when a fast average has left a slow one by more than the market's usual range, sizes the position by what its
 * stop may cost, and lets a stop follow the best price.
 *
 * @example
 * strategies: [momentum({ interval: '1h', fast: 12, slow: 72, risk: '0.4%' })]
 */
export const momentum = defineStrategy({
  name: 'momentum',
  options: {
    interval: duration('15m', 'bars it reads', { min: '1m', max: '1d', search: ['15m', '30m', '1h'] }),
    fast: integer(20, 'fast average', { min: 2, max: 50, step: 5, unit: 'bars' }),
    slow: integer(120, 'slow average', { min: 60, max: 300, step: 20, unit: 'bars' }),
    volatility: integer(48, 'average range that all distances are measured in', { min: 5, max: 300, step: 20, unit: 'bars' }),
    edge: number(2, 'gap of the averages needed to enter', { min: 0.25, max: 6, step: 0.25, unit: 'ranges' }),
    stop: number(4, 'distance of the stop from the best price since entry', { min: 1, max: 12, step: 1, unit: 'ranges' }),
    target: number(10, 'distance of the target from the entry', { min: 2, max: 40, step: 2, unit: 'ranges' }),
    risk: percent('0.5%', 'lost when the first stop is reached, costs aside', {
      min: '0.05%',
      max: '3%',
      step: '0.25%',
      unit: 'equity',
    }),
    cap: percent('50%', 'largest position', { min: '1%', max: '100%', step: '10%', unit: 'equity' }),
    quiet: percent('0.1%', 'least average range; below it costs outweigh the move', {
      min: '0%',
      max: '2%',
      step: '0.05%',
      unit: 'price',
    }),
    cooldown: integer(12, 'pause after a position has ended', { min: 0, max: 200, step: 4, unit: 'bars' }),
  },
  create(desk, { interval, fast, slow, volatility, edge, stop, target, risk, cap, quiet, cooldown }) {
    const { position } = desk
    const bars = desk.bars(interval)
    const quick = desk.use(ema(bars, fast))
    const calm = desk.use(ema(bars, slow))
    const range = desk.use(atr(bars, volatility))
    // The entry is kept, because one that takes longer than a bar must not be sent twice.
    const rest = desk.state('rest', { bars: 0, entry: 0 })
    const bracket = new TrailingBracket(desk.state('bracket', { ...emptyBracket }), { stop, target })
    const levels = new RestingLevels(desk, desk.state('levels', { ...noLevels }))

    /** Distance of the averages in average ranges; positive in a rise. */
    const gap = () => (quick.value - calm.value) / range.value

    const seek = () => {
      if (rest.bars > 0) {
        rest.bars--
        return
      }
      if (isUnderWay(desk, rest.entry)) return
      const lead = gap()
      const share = riskShare(bars.close, stop * range.value, { risk, cap })
      if (!(Math.abs(lead) > edge) || range.value < quiet * bars.close || share === 0) return
      rest.entry = desk.enter(lead > 0 ? 1 : -1, { equity: share, reason: 'trend' })
    }

    const guard = () => {
      if (position.side === 0) return
      if (bracket.side !== position.side) bracket.open(position.side, position.averagePrice, range.value)
      const isAnswering = levels.isAnswering(position.side, bars.high, bars.low)
      bracket.follow(bars.high, bars.low, range.value)
      if (isAnswering) return
      const passed = bracket.passed(bars.close)
      if (passed !== undefined) desk.exit(passed)
      else if (gap() * position.side < 0) desk.exit('flip')
      else levels.protect(position.side, bracket)
    }

    return {
      onBar() {
        if (!quick.ready || !calm.ready || !range.ready) return
        if (position.flat) seek()
        else guard()
      },
      onFill() {
        if (position.side === 0) {
          bracket.close()
          levels.clear()
          rest.bars = cooldown
          return
        }
        if (bracket.side === position.side) bracket.average(position.averagePrice, range.value)
        else bracket.open(position.side, position.averagePrice, range.value)
        levels.protect(position.side, bracket)
      },
    }
  },
})
