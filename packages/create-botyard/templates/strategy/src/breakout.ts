import { defineStrategy, duration, integer, percent } from '@botyard/core'

/**
 * Buys above the highest high of the last bars and sells below the lowest low; leaves at the other end of a shorter range.
 *
 * @example
 * strategies: [breakout({ interval: '1h', enter: 48, leave: 16 })]
 */
export const breakout = defineStrategy({
  name: 'breakout',
  options: {
    interval: duration('1h', 'bars it reads', { min: '1m', max: '1d' }),
    enter: integer(48, 'range that has to break', { min: 10, max: 500, unit: 'bars' }),
    leave: integer(16, 'range whose other end ends a position', { min: 2, max: 250, unit: 'bars' }),
    size: percent('30%', 'position, as a share of equity', { min: '1%', max: '100%' }),
  },
  create(desk, { interval, enter, leave, size }) {
    // One bar more than the range, because the bar that breaks it is not part of it.
    const bars = desk.bars(interval, { keep: Math.max(enter, leave) + 1 })

    const highest = (count: number) => {
      let high = Number.NEGATIVE_INFINITY
      for (let i = 1; i <= count; i++) high = Math.max(high, bars.back(i).high)
      return high
    }
    const lowest = (count: number) => {
      let low = Number.POSITIVE_INFINITY
      for (let i = 1; i <= count; i++) low = Math.min(low, bars.back(i).low)
      return low
    }

    return {
      onBar() {
        if (bars.count <= Math.max(enter, leave)) return
        const { close } = bars
        const { side } = desk.position
        if (side === 1 && close < lowest(leave)) desk.exit('range broke down')
        else if (side === -1 && close > highest(leave)) desk.exit('range broke up')
        else if (side === 0 && close > highest(enter)) desk.enter(1, { equity: size, reason: 'range broke up' })
        else if (side === 0 && close < lowest(enter)) desk.enter(-1, { equity: size, reason: 'range broke down' })
      },
    }
  },
})
