import { expect, test } from 'vitest'
import type { BotyardError } from '../errors/botyard-error.ts'
import { LedgerScene } from './ledger-scene.oracle.ts'

const linear = ['linear', 'BTC', 'USDT', 10, 1000] as const
const inverse = ['inverse', 'BTC', 'USD', 10, 1, 100] as const
const spot = ['spot', 'BTC', 'USDT', 100, 10_000] as const

/** The codes of the errors that making a scene throws. */
function codesOf(make: () => unknown): string[] {
  try {
    make()
  } catch (thrown) {
    const problems = thrown instanceof AggregateError ? (thrown.errors as BotyardError[]) : [thrown as BotyardError]
    return problems.map((problem) => `${problem.code} ${problem.title}`)
  }
  return []
}

test('a flip books the whole of the old position and opens the rest at the price of the fill', () => {
  const scene = new LedgerScene([linear])
  scene.fill(1, 0, 1000, 1000)
  scene.fill(1, 0, -3000, 1100)
  const position = scene.ledger.positionOf(1, 0)
  expect([position.side, position.quantity, position.averagePrice, position.realized]).toEqual([-1, 2, 110, 10])
  expect(position.since).toBe(scene.tape.receivedTime[scene.tape.head])
  scene.fill(1, 0, 2000, 1000)
  expect([position.flat, position.open, position.side, position.averagePrice, position.realized]).toEqual([
    true,
    false,
    0,
    Number.NaN,
    30,
  ])
})

test('an inverse long gains in coins when the price rises and a short when it falls', () => {
  // 3000 contracts of 100 USD: 10 coins at 30,000, 9 at 33,333.3 and 12 at 25,000.
  const scene = new LedgerScene([inverse], { quote: 'USD', start: { BTC: 1 } })
  const { ledger } = scene
  const position = ledger.positionOf(1, 0)
  scene.fill(1, 0, 3000, 300_000)
  expect([position.averagePrice, position.quantity]).toEqual([30_000, 3000])
  ledger.mark(0, 333_333)
  expect(position.unrealized).toBeCloseTo(10 - 300_000 / 33_333.3, 12)
  expect(ledger.equity).toBeCloseTo((1 + position.unrealized) * 33_333.3, 6)
  scene.fill(1, 0, -6000, 400_000)
  expect(ledger.total('BTC')).toBe(1 + 10 - 7.5)
  ledger.mark(0, 500_000)
  expect(position.unrealized).toBe(6 - 7.5)
  scene.fill(1, 0, 3000, 250_000)
  expect(position.realized).toBe(2.5 + 12 - 7.5)
})

test('a fill whose value the venue states is worth that value, split by lots when it flips', () => {
  const scene = new LedgerScene([linear])
  scene.fill(1, 0, 1000, 1000)
  scene.fill(1, 0, -3000, 1100, 333 * 1e8)
  expect(scene.ledger.positionOf(1, 0).realized).toBe(111 - 100)
  expect(scene.ledger.positionOf(1, 0).averagePrice).toBe(111)
})

test('spot moves coins and money, and a fee in a third coin leaves both alone', () => {
  const scene = new LedgerScene([spot, ['spot', 'BNB', 'USDT', 10, 100]], { start: { USDT: 1000, BNB: '0.5' } })
  const { ledger } = scene
  scene.fill(1, 0, 200, 3_000_000)
  scene.fee(1, 'BNB', 1e6)
  expect(['BTC', 'USDT', 'BNB'].map((name) => ledger.total(name))).toEqual([0.02, 400, 0.49])
  expect(ledger.equityKnown).toBe(false)
  expect(ledger.equity).toBe(400)
  ledger.mark(0, 3_500_000)
  ledger.mark(1, 6000)
  expect(ledger.equityKnown).toBe(true)
  expect(ledger.equity).toBe(400 + 700 + 0.49 * 600)
  expect(ledger.ownerEquity(1)).toBeCloseTo(ledger.equity, 9)
  expect(ledger.feesPaid).toBe(6)
  expect(ledger.total('XYZ')).toBe(0)
  expect(ledger.amount(ledger.currencies.indexOf('BNB'), 1e6, 0)).toBe(0.01)
})

test('owners keep positions of their own while the account is flat', () => {
  const scene = new LedgerScene([linear], {
    owners: [
      { name: 'a', start: 3000 },
      { name: 'b', start: 5000, instrument: 0 },
    ],
  })
  const { ledger } = scene
  scene.fill(1, 0, 500, 1000)
  scene.fill(2, 0, -500, 1100)
  ledger.mark(0, 1200)
  expect([ledger.netLots(0), ledger.ownerLots(1, 0), ledger.ownerLots(2, 0), ledger.ownerLots(0, 0)]).toEqual([0, 500, -500, 0])
  expect(ledger.netPosition(0).realized).toBe(5)
  expect([ledger.ownerEquity(1), ledger.ownerEquity(2)]).toEqual([3010, 4995])
  expect(ledger.equity).toBe(10_005)
  expect(ledger.positionOf(1, 0)).toBe(ledger.positionOf(1, 0))
})

test('funding goes to owners by their signed lots, the last takes the rest, and without a net position to nobody', () => {
  const scene = new LedgerScene([linear], { owners: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] })
  const { ledger } = scene
  const got = () => ledger.owners.names.map((_, owner) => Number(ledger.fundingShares.toUnits(owner)))
  scene.fill(1, 0, 2, 1000)
  scene.fill(2, 0, 2, 1000)
  scene.fill(3, 0, -1, 1000)
  scene.funding(0, 'USDT', 10)
  expect(got()).toEqual([0, 7, 7, -4])
  scene.fill(3, 0, -3, 1000)
  scene.funding(0, 'USDT', 7)
  expect(got()).toEqual([7, 0, 0, 0])
  expect(ledger.fundingReceived).toBeCloseTo(17e-8, 15)
  expect(ledger.total('USDT')).toBe(10_000.00000017)
})

test('a currency has eight decimals, or as many as the finest product of its instruments', () => {
  const fine = ['spot', 'PEPE', 'BTC', 1e13, 10] as const
  const { currencyTable } = new LedgerScene([linear, spot, fine], { start: 1 }).ledger
  expect([currencyTable.names, currencyTable.digits]).toEqual([
    ['USDT', 'BTC', 'PEPE'],
    [8, 14, 14],
  ])
  expect(codesOf(() => new LedgerScene([['linear', 'X', 'USDT', 1e10, 1e5, 0.0001]]))).toEqual([
    expect.stringMatching(/^BY3007.*and 18 is the most/),
  ])
})

test('a coin is valued straight, over a third coin or the other way round, and never by its name', () => {
  const cross = ['spot', 'ETH', 'BTC', 10_000, 1000] as const
  const turned = ['spot', 'USDT', 'EUR', 100, 100] as const
  const { ledger } = new LedgerScene([linear, spot, cross, turned], { start: { USDT: 1, ETH: 2, EUR: 30 } })
  ledger.mark(0, 999)
  ledger.mark(1, 4_000_000)
  ledger.mark(2, 500)
  expect(ledger.equityKnown).toBe(false)
  ledger.mark(3, 80)
  expect([ledger.equityKnown, ledger.equity]).toEqual([true, 1 + 2 * 0.05 * 40_000 + 30 / 0.8])
  const missing = codesOf(() => new LedgerScene([spot], { start: { USDC: 5, USDT: 1 }, currencies: ['BNB'] }))
  expect(missing).toEqual([
    expect.stringMatching(/^BY1205.*from USDC to USDT.*of main/),
    expect.stringMatching(/^BY1205.*from BNB to USDT/),
  ])
})

test('a straight price of any kind is preferred to a turned one', () => {
  const turned = ['spot', 'USDT', 'EUR', 100, 100] as const
  const straight = ['linear', 'EUR', 'USDT', 100, 100] as const
  const { ledger } = new LedgerScene([turned, straight], { start: { EUR: 1 } })
  ledger.mark(0, 80)
  expect(ledger.equityKnown).toBe(false)
  ledger.mark(1, 120)
  expect(ledger.equity).toBe(1.2)
})

test('equity with an open position that has no price is not known', () => {
  const scene = new LedgerScene([linear], { start: { USDT: 0 } })
  expect([scene.ledger.equityKnown, scene.ledger.equity]).toEqual([true, 0])
  scene.fill(1, 0, 1000, 1000)
  expect([scene.ledger.equityKnown, scene.ledger.equity]).toEqual([false, 0])
  scene.ledger.mark(0, 1010)
  expect([scene.ledger.equityKnown, scene.ledger.equity]).toEqual([true, 1])
})

test('a start that is no amount, or too large to be exact, is refused', () => {
  for (const amount of [-1, Number.NaN, 'lots', '-0.1', Infinity]) {
    expect(codesOf(() => new LedgerScene([linear], { start: { USDT: amount } }))).toEqual([expect.stringContaining('BY1102')])
  }
  expect(codesOf(() => new LedgerScene([linear], { start: 1e25 }))).toEqual([expect.stringContaining('BY4301')])
  expect(new LedgerScene([linear], { start: '0.1' }).ledger.balances.toUnits(0)).toBe(10_000_000n)
})

test('a linear contract that settles in something else than its quote is refused', () => {
  const scene = new LedgerScene([linear])
  const [first] = scene.options.instruments
  const odd = { ...scene.options, instruments: [{ ...first, settle: 'BTC' }] as unknown as typeof scene.options.instruments }
  expect(codesOf(() => new (scene.ledger.constructor as new (options: unknown) => unknown)(odd))).toEqual([
    expect.stringContaining('BY3007'),
  ])
})

test('amounts past what is exact are noticed', () => {
  const scene = new LedgerScene([linear])
  expect(scene.ledger.overflowed).toBe(false)
  scene.fill(1, 0, 2 ** 53, 2 ** 31 - 1)
  scene.fill(1, 0, 2 ** 53, 2 ** 31 - 1)
  expect(scene.ledger.overflowed).toBe(true)
  scene.ledger.reset()
  expect(scene.ledger.overflowed).toBe(false)
  scene.fee(1, 'USDT', 0.5)
  expect(scene.ledger.overflowed).toBe(true)
})
