import { toShare } from '../options/percent-text.ts'
import type { Instrument } from '../ports/instrument.ts'
import type { Size } from '../ports/strategy.ts'

/**
 * The quantity that a size means at a price: units of base, contracts for inverse. NaN when the size does not say exactly one thing or
 * the numbers are not usable; the desk then refuses.
 */
export function quantityOf(size: Size, instrument: Instrument, price: number, equity: number): number {
  const ways =
    Number(size.equity !== undefined) +
    Number(size.quantity !== undefined) +
    Number(size.amount !== undefined) +
    Number(size.risk !== undefined)
  if (ways !== 1) return Number.NaN
  if (size.quantity !== undefined) return size.quantity
  if (size.risk !== undefined) {
    const stop = size.stop ?? Number.NaN
    const lossOfOne =
      instrument.kind === 'inverse'
        ? instrument.contractSize * Math.abs(1 / price - 1 / stop) * price
        : instrument.contractSize * Math.abs(price - stop)
    return (equity * toShare(size.risk)) / lossOfOne
  }
  const amount = size.amount ?? equity * toShare(size.equity ?? 0)
  return instrument.kind === 'inverse' ? amount / instrument.contractSize : amount / (price * instrument.contractSize)
}
