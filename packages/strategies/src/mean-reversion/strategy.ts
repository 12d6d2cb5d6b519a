import { defineStrategy, duration, integer, number, percent, type Side } from '@botyard/core'
import { noLevels, RestingLevels } from '../exits/resting-levels.ts'
import { adx } from '../indicators/adx.ts'
import { bollinger } from '../indicators/bollinger.ts'
import { zScore } from '../indicators/z-score.ts'
import { isUnderWay } from '../orders/under-way.ts'
import { strengthShare } from '../sizing/strength-share.ts'

/**
 * Bets on a return to the mean: enters against a price outside its Bollinger bands, larger the further out it is, and leaves at the
 * mean, at a stop further out, or after a while.
 *
 * @example
 * strategies: [meanReversion({ interval: '5m', period: 120, entry: 2.25, trend: 25 })]
 */
export const meanReversion = defineStrategy({
  name: 'mean-reversion',
  options: {
    interval: duration('15m', 'bars it reads', { min: '1m', max: '1d', search: ['5m', '15m', '1h'] }),
    period: integer(96, 'bands and z-score', { min: 10, max: 300, step: 10, unit: 'bars' }),
    entry: number(2, 'distance from the mean that enters: half the width of the bands', {
      min: 1,
      max: 3,
      step: 0.25,
      unit: 'sigmas',
    }),
    full: number(3, 'distance from the mean that gets the largest position', { min: 1, max: 4, step: 0.25, unit: 'sigmas' }),
    stop: number(4, 'distance of the stop from the mean; nothing is entered beyond it', {
      min: 3.25,
      max: 8,
      step: 0.25,
      unit: 'sigmas',
    }),
    least: percent('10%', 'position at the entry distance', { min: '1%', max: '100%', step: '5%', unit: 'equity' }),
    most: percent('30%', 'position at the full distance', { min: '1%', max: '100%', step: '5%', unit: 'equity' }),
    limit: integer(96, 'longest holding time', { min: 1, max: 500, step: 12, unit: 'bars' }),
    room: percent('0.4%', 'least way to the mean; less does not pay the costs', {
      min: '0%',
      max: '5%',
      step: '0.1%',
      unit: 'price',
    }),
    trend: number(30, 'ADX above which nothing is entered; 100 never forbids', { min: 5, max: 100, step: 5 }),
    trendPeriod: integer(14, 'smoothing of the ADX', { min: 5, max: 100, step: 5, unit: 'bars' }),
  },
  create(desk, { interval, period, entry, full, stop, least, most, limit, room, trend, trendPeriod }) {
    const { position } = desk
    const bars = desk.bars(interval)
    const bands = desk.use(bollinger(bars, { period, deviations: entry }))
    const score = desk.use(zScore(bars, period))
    const regime = desk.use(adx(bars, trendPeriod))
    // `armed` is false from an entry until the price was inside the bands again: one extreme is bet against once.
    // The entry is kept, because one that takes longer than a bar must not be sent twice.
    const bet = desk.state('bet', { armed: true, order: 0, bars: 0, stop: Number.NaN })
    const levels = new RestingLevels(desk, desk.state('levels', { ...noLevels }))

    /** The stop a bet against this bar would have: a fixed number of sigmas of now from the mean of now. */
    const stopOf = (side: Side) => score.mean - side * stop * score.deviation

    const seek = () => {
      if (bars.close <= bands.upper && bars.close >= bands.lower) {
        bet.armed = true
        return
      }
      const far = Math.abs(score.value)
      const share = strengthShare(far, { from: entry, full, least, most })
      const way = Math.abs(score.mean / bars.close - 1)
      if (!bet.armed || far >= stop || share === 0 || way < room || regime.value > trend || isUnderWay(desk, bet.order)) return
      const side = score.value < 0 ? 1 : -1
      const order = desk.enter(side, { equity: share, reason: 'extreme' })
      // A bet that was refused was not made.
      if (order > 0) Object.assign(bet, { armed: false, order, bars: 0, stop: stopOf(side) })
    }

    const protect = (side: Side) => {
      if (Number.isNaN(bet.stop)) bet.stop = stopOf(side)
      levels.protect(side, { stop: bet.stop, target: score.mean })
    }

    const guard = () => {
      if (position.side === 0) return
      bet.bars++
      if (levels.isAnswering(position.side, bars.high, bars.low)) return
      if (position.side * (bars.close - score.mean) >= 0) desk.exit('mean')
      else if (bet.bars >= limit) desk.exit('time')
      else if (position.side * (bars.close - bet.stop) <= 0) desk.exit('stop')
      else protect(position.side)
    }

    return {
      onBar() {
        if (!bands.ready || !score.ready || !regime.ready) return
        if (position.flat) seek()
        else guard()
      },
      onFill() {
        if (position.side !== 0) return protect(position.side)
        bet.stop = Number.NaN
        levels.clear()
      },
    }
  },
})
