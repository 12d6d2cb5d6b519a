import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sharedFile } from '../../../../scripts/shared.ts'
import { LedgerScene } from './ledger-scene.oracle.ts'

// Published walks through one linear contract: after every step the position, its average price and every kind of profit are told.
// The fees of a step are rate * price * quantity, and funding is -position * mark * rate. The lots are so small that the unit of the
// currency has 12 decimals: with the usual 8 the share of a cost would be rounded by more than the walks are told to.

const priceScale = 1e4
const lotScale = 1e8
const units = 1e12

interface Step {
  readonly after:
    | readonly ['fill', side: number, quantity: number, price: number, fee: number]
    | readonly ['funding', mark: number, rate: number]
    | readonly ['mark', price: number]
  readonly state: Readonly<Record<'position' | 'avgEntry' | 'realized' | 'fees' | 'funding' | 'unrealized' | 'netPnl', number>>
}

const file = sharedFile('vectors/models/backtest.json')
const walks: Readonly<Record<string, { readonly steps: readonly Step[] }>> =
  file === undefined ? {} : JSON.parse(readFileSync(file, 'utf8'))

describe.skipIf(file === undefined)('published walks', () => {
  test.each(['marketOrderFees', 'shortAndFlip', 'funding'])('%s comes out step by step', (name) => {
    const { steps } = walks[name]
    const scene = new LedgerScene([['linear', 'BTC', 'USDT', priceScale, lotScale]], { start: 1000 })
    const { ledger } = scene
    expect(steps.length).toBeGreaterThan(2)
    for (const { after, state } of steps) {
      takeStep(scene, after)
      const position = ledger.positionOf(1, 0)
      expect(position.quantity * position.side).toBeCloseTo(state.position, 9)
      expect(position.flat ? 0 : position.averagePrice).toBeCloseTo(state.avgEntry, 9)
      expect(position.realized).toBeCloseTo(state.realized, 9)
      expect(ledger.feesPaid).toBeCloseTo(state.fees, 9)
      expect(ledger.fundingReceived).toBeCloseTo(state.funding, 9)
      expect(position.unrealized).toBeCloseTo(state.unrealized, 9)
      expect(ledger.equity - 1000).toBeCloseTo(state.netPnl, 9)
      expect(ledger.ownerEquity(1)).toBe(ledger.equity)
    }
  })
})

function takeStep(scene: LedgerScene, after: Step['after']): void {
  const quantity = scene.ledger.netLots(0) / lotScale
  if (after[0] === 'fill') {
    const [, side, filled, price, rate] = after
    scene.fill(1, 0, side * Math.round(filled * lotScale), Math.round(price * priceScale))
    scene.fee(1, 'USDT', Math.round(rate * price * filled * units))
  } else if (after[0] === 'funding') scene.funding(0, 'USDT', Math.round(-quantity * after[1] * after[2] * units))
  else scene.ledger.mark(0, Math.round(after[1] * priceScale))
}
