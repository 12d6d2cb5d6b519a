import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Kind } from '../engine/tape-kinds.ts'
import { LedgerScene, type SceneInstrument } from './ledger-scene.oracle.ts'
import { TradeRecords, tradesMax } from './trade-records.ts'
import { TradeTally } from './trade-tally.ts'

const allInstruments: readonly SceneInstrument[] = [
  ['linear', 'BTC', 'USDT', 10, 1000],
  ['inverse', 'BTC', 'USD', 10, 1, 100],
  ['spot', 'BNB', 'USDT', 10, 100],
  ['spot', 'BTC', 'USDT', 10, 1000],
]

/** A scene whose rows go to the ledger and then to a tally, as in a run. */
class TallyScene extends LedgerScene {
  readonly tally = new TradeTally(this.ledger)
  /** When each trade happened. */
  readonly times: number[] = []

  trade(
    owner: number,
    instrument: number,
    signedLots: number,
    priceUnits: number,
    reason: string,
    fee = 0,
    feeIn = 'USDT',
  ): void {
    const row = this.writeFill(instrument, signedLots, priceUnits)
    this.ledger.applyFill(owner, this.tape, row)
    this.tally.fill(owner, this.tape, row, reason)
    this.times.push(this.tape.receivedTime[row])
    if (fee === 0) return
    const feeRow = this.writeAmount(Kind.fee, instrument, feeIn, fee)
    this.ledger.applyFee(owner, this.tape, feeRow)
    this.tally.fee(owner, this.tape, feeRow)
  }

  receive(instrument: number, currency: string, units: number): void {
    const row = this.writeAmount(Kind.funding, instrument, currency, units)
    this.ledger.applyFunding(this.tape, row)
    this.tally.funding(this.tape, row)
  }
}

const scene = () => new TallyScene(allInstruments, { start: { USDT: 1000, BTC: 1 }, owners: [{ name: 'a' }, { name: 'b' }] })

test('a trade has the averages of all it opened and closed, its fees, and the reason of its end', () => {
  const { tally, times } = play((one) => {
    one.trade(1, 0, 1000, 1000, 'in', 1e8)
    one.trade(1, 0, 3000, 1040, 'more', 2e8)
    one.trade(1, 0, -2000, 1100, 'half', 3e8)
    one.receive(0, 'USDT', -5e7)
    one.trade(1, 0, 2000, 1070, 'again')
    one.trade(1, 0, -4000, 1010, 'out', 4e8)
  })
  expect(tally.trades()).toEqual([
    {
      owner: 'a',
      symbol: 'sim:linear:BTCUSDT',
      side: 1,
      quantity: 6,
      entryTime: times[0],
      exitTime: times.at(-1),
      entryPrice: (100 + 3 * 104 + 2 * 107) / 6,
      exitPrice: (2 * 110 + 4 * 101) / 6,
      gross: -2,
      fees: 10,
      funding: -0.5,
      net: -12.5,
      reason: 'out',
      currency: 'USDT',
    },
  ])
  expect(tally.turnover).toBeCloseTo(100 + 3 * 104 + 2 * 110 + 2 * 107 + 4 * 101, 9)
})

test('a fill that crosses zero ends one trade and begins another, and they share its fee by lots', () => {
  const { tally, times } = play((one) => {
    one.trade(1, 0, 1000, 1000, 'long', 1e8)
    one.trade(1, 0, -4000, 1200, 'flip', 8e8)
    one.trade(1, 0, 3000, 1300, 'out', 1e8)
  })
  expect(tally.trades()).toMatchObject([
    { side: 1, quantity: 1, gross: 20, fees: 3, reason: 'flip', entryTime: times[0] },
    { side: -1, quantity: 3, gross: -30, fees: 7, reason: 'out', entryPrice: 120, exitPrice: 130 },
  ])
})

test('fees in another coin are told in the currency that settles the trade', () => {
  const one = scene()
  one.ledger.mark(2, 6000)
  one.ledger.mark(3, 200_000)
  one.trade(1, 0, 1000, 1000, 'in', 1e6, 'BNB')
  one.trade(1, 0, -1000, 1000, 'out')
  one.trade(2, 1, 300, 300_000, 'in', 2e8, 'USDT')
  one.trade(2, 1, -300, 250_000, 'out')
  expect(one.tally.trades()).toMatchObject([
    { fees: 6, currency: 'USDT' },
    { side: 1, quantity: 300, entryPrice: 30_000, exitPrice: 25_000, gross: -0.2, fees: 2 / 20_000, currency: 'BTC' },
  ])
})

test('what trades before its currency has a price is not in the turnover', () => {
  const { tally, ledger } = play((one) => one.trade(1, 1, 300, 300_000, 'in'))
  expect([tally.turnover, ledger.positionOf(1, 1).quantity]).toEqual([0, 300])
})

test('funding goes to the open trade of each owner', () => {
  const { tally } = play((one) => {
    one.trade(1, 0, 3000, 1000, 'in')
    one.trade(2, 0, -1000, 1000, 'in')
    one.receive(0, 'USDT', 4e8)
    one.trade(1, 0, -3000, 1000, 'out')
    one.trade(2, 0, 1000, 1000, 'out')
    one.trade(1, 0, 3000, 1000, 'in')
    one.trade(1, 0, -3000, 1000, 'out')
  })
  expect(tally.trades().map(({ owner, funding, net }) => [owner, funding, net])).toEqual([
    ['a', 6, 6],
    ['b', -2, -2],
    ['a', 0, 0],
  ])
})

test('what is open at the end is no trade but is told', () => {
  const { tally, ledger, times } = play((one) => one.trade(1, 0, -2000, 1000, 'in', 1e8))
  expect([tally.count, tally.trades()]).toEqual([0, []])
  expect(tally.open()).toMatchObject([{ quantity: -2, averagePrice: 100, markPrice: Number.NaN, unrealized: 0 }])
  ledger.mark(0, 900)
  expect(tally.open()).toEqual([
    {
      owner: 'a',
      symbol: 'sim:linear:BTCUSDT',
      quantity: -2,
      entryTime: times[0],
      averagePrice: 100,
      markPrice: 90,
      unrealized: 20,
      gross: 0,
      fees: 1,
      funding: 0,
      currency: 'USDT',
    },
  ])
})

test('a position from before the start is a trade from when it was opened', () => {
  const one = scene()
  one.fill(1, 0, 2000, 1000)
  const since = one.tape.receivedTime[one.tape.head]
  one.tally.reset()
  one.trade(1, 0, -2000, 1100, 'out')
  expect(one.tally.trades()).toMatchObject([{ quantity: 2, entryPrice: 100, exitPrice: 110, gross: 20, entryTime: since }])
})

test('trades add up to what the ledger booked, once everything is closed', () => {
  const trades = fc.array(
    fc.record({
      owner: fc.integer({ min: 0, max: 2 }),
      instrument: fc.constantFrom(0, 1),
      lots: fc.integer({ min: -50, max: 50 }).map((lots) => lots || 1),
      price: fc.integer({ min: 200_000, max: 400_000 }),
      fee: fc.integer({ min: -(10 ** 6), max: 10 ** 8 }),
    }),
    { maxLength: 60 },
  )
  fc.assert(
    fc.property(trades, (rows) => {
      const one = scene()
      const feeIn = (instrument: number): string => (instrument === 0 ? 'USDT' : 'BTC')
      for (const { owner, instrument, lots, price, fee } of rows) {
        one.trade(owner, instrument, lots, price, 'any', fee, feeIn(instrument))
        one.receive(instrument, feeIn(instrument), fee)
      }
      for (const owner of [0, 1, 2]) {
        for (const instrument of [0, 1]) {
          const lots = one.ledger.ownerLots(owner, instrument)
          if (lots !== 0) one.trade(owner, instrument, -lots, 300_000, 'end')
        }
      }
      const { ledger, tally } = one
      const ended = tally.trades()
      expect([tally.open(), ended.length]).toEqual([[], tally.count])
      for (const [owner, name] of ledger.owners.names.entries()) {
        for (const instrument of [0, 1]) {
          const own = ended.filter((trade) => trade.owner === name && trade.symbol === ledger.instruments[instrument].symbol)
          const currency = ledger.currencyTable.indexOf(feeIn(instrument))
          const power = 10 ** ledger.currencyTable.digits[currency]
          const sum = (part: 'gross' | 'fees' | 'net'): bigint =>
            own.reduce((total, trade) => total + BigInt(Math.round(trade[part] * power)), 0n)
          const at = owner * ledger.currencies.length + currency
          const realized = ledger.positions.realized.toUnits(ledger.owners.rowOf(owner, instrument))
          expect([sum('gross'), sum('fees')]).toEqual([realized, ledger.fees.toUnits(at)])
          const funding = own.reduce((total, trade) => total + BigInt(Math.round(trade.funding * power)), 0n)
          expect(sum('net')).toBe(sum('gross') - sum('fees') + funding)
          for (const { side, entryPrice, exitPrice, quantity, gross } of own) {
            const size = quantity * (instrument === 0 ? 1 : 100)
            const made = instrument === 0 ? size * (exitPrice - entryPrice) : size * (1 / entryPrice - 1 / exitPrice)
            expect(gross).toBeCloseTo(side * made, 5)
          }
        }
      }
    }),
    { numRuns: 150 },
  )
})

test('trades past the limit are counted and not kept', () => {
  const records = new TradeRecords()
  for (let trade = 0; trade < tradesMax; trade++) records.add('out')
  expect([records.add('one more'), records.count]).toEqual([-1, tradesMax + 1])
  records.clear()
  expect([records.add('out'), records.count]).toEqual([0, 1])
})

function play(acts: (scene: TallyScene) => void): TallyScene {
  const made = scene()
  acts(made)
  return made
}
