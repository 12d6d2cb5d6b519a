import { describe, expect, test } from 'vitest'
import { autocorrelation, barsOf, correlation, kurtosis, makeLane, mean, returnsOf } from '../../test/made.ts'

// The facts that every market shows, as far as minutes can show them. Bounds are wide: they hold for any seed that was tried, and
// fail for a walk with equal steps.
describe.each([1, 77])('thirty days of one-minute bars, seed %i', (seed) => {
  const lane = makeLane({ seed, symbols: ['BTCUSDT', 'XRPUSDT'], days: 30, kinds: ['bars'] })
  const bars = barsOf(lane, 0)
  const returns = returnsOf(bars.map((bar) => bar.close))
  const sizes = returns.map(Math.abs)

  test('there is a bar for every minute, and none contradicts itself', () => {
    expect(bars.length).toBe(30 * 1440)
    for (const [i, { opens, closes, open, high, low, close, lots }] of bars.entries()) {
      expect(opens).toBe(1_704_067_200_000_000 + i * 60_000_000)
      expect(closes).toBe(opens + 60_000_000)
      const sound =
        low >= 1 && low <= open && low <= close && high >= open && high >= close && lots >= 0 && Number.isInteger(lots)
      if (!sound) expect.fail(`bar ${i}: ${open} ${high} ${low} ${close} ${lots}`)
    }
  })

  test('a bar opens near the close before', () => {
    const steps = bars.slice(1).map((bar, i) => Math.abs(bar.open / bars[i].close - 1))
    expect(Math.max(...steps)).toBeLessThan(0.003)
    expect(mean(steps)).toBeLessThan(mean(sizes) / 10)
    expect(mean(steps)).toBeGreaterThan(0)
  })

  test('large moves are more frequent than under a bell curve', () => {
    expect(kurtosis(returns)).toBeGreaterThan(4)
    expect(kurtosis(returns)).toBeLessThan(60)
  })

  test('the sizes of moves cluster', () => {
    for (const lag of [1, 5, 15, 60]) expect(autocorrelation(sizes, lag)).toBeGreaterThan(0.03)
    expect(autocorrelation(sizes, 1)).toBeGreaterThan(0.1)
  })

  test('the moves themselves do not repeat', () => {
    for (const lag of [1, 2, 5, 15]) expect(Math.abs(autocorrelation(returns, lag))).toBeLessThan(0.03)
  })

  test('markets move together, but not as one', () => {
    const together = correlation(returns, returnsOf(barsOf(lane, 1).map((bar) => bar.close)))
    expect(together).toBeGreaterThan(0.3)
    expect(together).toBeLessThan(0.85)
  })

  test('afternoons are busier than nights, in volume and in moves', () => {
    const ofHour = (hour: number, values: readonly number[]): number => {
      return mean(values.filter((_, i) => Math.floor(i / 60) % 24 === hour))
    }
    const lots = bars.map((bar) => bar.lots)
    expect(ofHour(15, lots)).toBeGreaterThan(1.5 * ofHour(4, lots))
    expect(ofHour(15, sizes)).toBeGreaterThan(1.2 * ofHour(4, sizes))
  })

  test('a year would move as much as years do', () => {
    const yearly = Math.sqrt(mean(returns.map((value) => value * value)) * 525_600)
    expect(yearly).toBeGreaterThan(0.2)
    expect(yearly).toBeLessThan(1.2)
  })
})
