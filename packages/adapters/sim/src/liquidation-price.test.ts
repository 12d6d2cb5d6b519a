import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sharedFile } from '../../../../scripts/shared.ts'
import { breakEvenPrice, liquidationPrice } from './liquidation-price.ts'

const file = sharedFile('vectors/models/backtest.json')

test.skipIf(file === undefined)('the published liquidation and break-even prices come out', () => {
  const { liquidationIsolatedEntryMM, liquidationMarkMM, breakEven } = JSON.parse(readFileSync(file!, 'utf8'))
  for (const { side, entry, leverage, mmr, qty = 1, extraMargin = 0, expected } of liquidationIsolatedEntryMM.cases) {
    const margin = (entry * qty) / leverage + extraMargin
    expect(liquidationPrice({ side, entry, quantity: qty, margin, maintenance: mmr, by: 'entry' })).toBeCloseTo(expected, 9)
  }
  for (const { side, entry, qty, W, mmr, ded, expected } of liquidationMarkMM.cases)
    expect(liquidationPrice({ side, entry, quantity: qty, margin: W, maintenance: mmr, deduction: ded })).toBeCloseTo(expected, 9)
  for (const { entry, qty, realized, taker, expected } of breakEven.cases)
    expect(breakEvenPrice({ entry, quantity: qty, realized, taker })).toBeCloseTo(expected, 9)
})

test('at its liquidation price a position has exactly its maintenance margin left', () => {
  for (const side of [1, -1] as const)
    for (const quantity of [0.1, 3]) {
      const [entry, margin, maintenance] = [100, 9 * quantity, 0.01]
      const price = liquidationPrice({ side, entry, quantity, margin, maintenance })
      expect(margin + side * quantity * (price - entry)).toBeCloseTo(maintenance * quantity * price, 9)
    }
})
