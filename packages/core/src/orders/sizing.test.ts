import { expect, test } from 'vitest'
import { ListedInstrument } from '../market/listed-instrument.ts'
import type { InstrumentKind, Side } from '../ports/instrument.ts'
import type { Size } from '../ports/strategy.ts'
import { sceneRules } from './order-scene.oracle.ts'
import { Refuse } from './refusals.ts'
import { quantityOf } from './sizing.ts'

const made = (kind: InstrumentKind, contractSize = 1) =>
  new ListedInstrument({ ...sceneRules, kind, settle: kind === 'inverse' ? 'BTC' : 'USDT', contractSize }, 0, 'main')
const linear = made('linear')
const thousands = made('linear', 0.001)
const inverse = made('inverse', 100)

const cases: readonly [name: string, ListedInstrument, Size, Side, quantity: number][] = [
  ['a quantity is taken as it is', linear, { quantity: 2.5 }, 1, 2.5],
  ['a quantity is contracts where there are contracts', inverse, { quantity: 7 }, -1, 7],
  ['an amount buys what it pays for', linear, { amount: 500 }, 1, 10],
  ['an amount counts what a contract holds', thousands, { amount: 500 }, 1, 10_000],
  ['an amount is in contracts of quote for inverse, whatever the price', inverse, { amount: 500 }, 1, 5],
  ['a share of equity as a percent', linear, { equity: '25%' }, 1, 50],
  ['a share of equity as a number', linear, { equity: 0.25 }, -1, 50],
  ['more than all equity is written as a percent', linear, { equity: '150%' }, 1, 300],
  ['a share of equity for inverse', inverse, { equity: '25%' }, 1, 25],
  ['a risk by the distance of the stop below a long', linear, { risk: '1%', stop: 48 }, 1, 50],
  ['a risk by the distance of the stop above a short', linear, { risk: '1%', stop: 52 }, -1, 50],
  ['a risk counts what a contract holds', thousands, { risk: '1%', stop: 48 }, 1, 50_000],
  // A contract of 100 at 50 is 2 coins, at 40 it is 2.5: half a coin is lost, 25 at the price of now.
  ['a risk for inverse is the coins that a contract loses', inverse, { risk: '1%', stop: 40 }, 1, 4],
]

for (const [name, instrument, size, side, quantity] of cases) {
  test(name, () => {
    expect(quantityOf(size, instrument, side, 50, 10_000)).toBeCloseTo(quantity, 9)
  })
}

test('what is lost at the stop is the share that was risked', () => {
  for (const [side, stop] of [
    [1, 41.5],
    [-1, 63.25],
  ] as const) {
    const quantity = quantityOf({ risk: '2%', stop }, linear, side, 50, 10_000)
    expect(quantity * Math.abs(50 - stop)).toBeCloseTo(200, 9)
  }
})

test('a size that says nothing, two things, or a risk without its stop is a ticket that contradicts itself', () => {
  const sizes: readonly Size[] = [
    {},
    { stop: 40 },
    { quantity: 1, equity: 0.1 },
    { amount: 1, risk: 0.1, stop: 40 },
    { risk: 0.1 },
  ]
  for (const size of sizes) expect(quantityOf(size, linear, 1, 50, 10_000)).toBe(-Refuse.badTicket)
})

test('a stop that is passed already limits no loss', () => {
  expect(quantityOf({ risk: 0.01, stop: 50 }, linear, 1, 50, 10_000)).toBe(-Refuse.badTicket)
  expect(quantityOf({ risk: 0.01, stop: 51 }, linear, 1, 50, 10_000)).toBe(-Refuse.badTicket)
  expect(quantityOf({ risk: 0.01, stop: 49 }, linear, -1, 50, 10_000)).toBe(-Refuse.badTicket)
})

test('a share of nothing, of a loss or of an unknown equity is no quantity', () => {
  for (const equity of [0, -5, Number.NaN])
    for (const size of [{ equity: 0.5 }, { risk: 0.01, stop: 40 }])
      expect(quantityOf(size, linear, 1, 50, equity)).toBe(-Refuse.badQuantity)
})
