import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { HeapMemory } from '../defaults/heap-memory.ts'
import { firstLedgerMismatch } from './ledger.oracle.ts'
import { Ledger } from './ledger.ts'
import { ledgerLines, restoreLedger, saveLedger } from './ledger-record.ts'
import { LedgerScene, type SceneInstrument } from './ledger-scene.oracle.ts'

const allInstruments: readonly SceneInstrument[] = [
  ['linear', 'BTC', 'USDT', 10, 1000],
  ['inverse', 'BTC', 'USD', 10, 1],
  ['spot', 'BTC', 'USDT', 100, 10_000],
]
const allOwners = [{ name: 'a' }, { name: 'b' }, { name: 'c' }]
const firstStart = { USDT: 1000, BTC: 2 }

const fills = fc.array(
  fc.record({
    owner: fc.integer({ min: 0, max: allOwners.length }),
    instrument: fc.integer({ min: 0, max: allInstruments.length - 1 }),
    lots: fc.oneof(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -(10 ** 9), max: 10 ** 9 })).map((lots) => lots || 1),
    price: fc.oneof(fc.integer({ min: 30_000, max: 30_003 }), fc.integer({ min: 1, max: 2 ** 31 - 1 })),
    fee: fc.integer({ min: -(10 ** 6), max: 10 ** 9 }),
    funding: fc.option(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), { freq: 5, nil: 0 }),
  }),
  { maxLength: 40 },
)
type Fills = typeof fills extends fc.Arbitrary<infer T> ? T : never

function play(trades: Fills, owners = allOwners): LedgerScene {
  const scene = new LedgerScene(allInstruments, { start: firstStart, owners })
  for (const { owner, instrument, lots, price, fee, funding } of trades) {
    scene.fill(owner, instrument, lots, price)
    scene.fee(owner, instrument === 1 ? 'BTC' : 'USDT', fee)
    if (funding !== 0) scene.funding(instrument, instrument === 1 ? 'BTC' : 'USDT', funding)
  }
  expect(scene.ledger.overflowed).toBe(false)
  return scene
}

test('the ledger agrees with BigInt to the unit', () => {
  expect(firstLedgerMismatch(50_000, 20_240_229)).toBeUndefined()
})

test('cutting fills into pieces changes nothing at all', () => {
  // The venue may report one fill of 5 lots, or one of 3 and one of 2. Every number must come out the same, inverse values included.
  fc.assert(
    fc.property(fills, fc.infiniteStream(fc.integer({ min: 1, max: 2 ** 30 })), (trades, cuts) => {
      const plain = trades.map((trade) => ({ ...trade, fee: 0, funding: 0 }))
      const pieces = plain.flatMap((trade) => {
        const first = cuts.next().value % Math.abs(trade.lots)
        const rest = trade.lots - Math.sign(trade.lots) * first
        return first === 0
          ? [trade]
          : [
              { ...trade, lots: trade.lots - rest },
              { ...trade, lots: rest },
            ]
      })
      expect(ledgerLines(play(pieces).ledger)).toEqual(ledgerLines(play(plain).ledger))
    }),
    { numRuns: 300 },
  )
})

test('owners add up to the account: lots, money that flowed, fees and funding', () => {
  fc.assert(
    fc.property(fills, (trades) => {
      const { ledger } = play(trades)
      const { positions, owners, terms, currencies, balances, starts, fees, funding } = ledger
      // What a position brought in, exactly: what it realized, less what its open lots cost when bought and plus it when sold.
      const flow = (row: number, instrument: number): bigint => {
        const bought = BigInt(Math.sign(positions.lots[row])) * positions.cost.toUnits(row)
        return positions.realized.toUnits(row) + (terms.isInverse[instrument] === 1 ? bought : -bought)
      }
      const changes = currencies.map((_, currency) => starts.toUnits(currency) - balances.toUnits(currency))
      for (const { index } of ledger.instruments) {
        const rows = owners.names.map((_, owner) => owners.rowOf(owner, index))
        expect(rows.reduce((sum, row) => sum + positions.lots[row], 0)).toBe(ledger.netLots(index))
        expect(rows.reduce((sum, row) => sum + flow(row, index), 0n)).toBe(flow(index, index))
        if (terms.isSpot[index] === 0) changes[terms.currency[index]] += positions.realized.toUnits(index)
        else {
          changes[terms.currency[index]] += flow(index, index)
          changes[terms.base[index]] += BigInt(positions.lots[index]) * BigInt(terms.baseUnits[index])
        }
      }
      for (let at = 0; at < fees.hi.length; at++) changes[at % currencies.length] += funding.toUnits(at) - fees.toUnits(at)
      expect(changes).toEqual(currencies.map(() => 0n))
    }),
    { numRuns: 300 },
  )
})

test('equity of the account is its start plus what all owners made', () => {
  fc.assert(
    fc.property(fills, (trades) => {
      const { ledger } = play(trades, allOwners.map(({ name }) => ({ name, start: 0 })) as typeof allOwners)
      for (const [instrument, mark] of [31_000, 29_000, 3_000_000].entries()) ledger.mark(instrument, mark)
      const begin = 1000 + 2 * 30_000
      const made = [1, 2, 3].reduce((sum, owner) => sum + ledger.ownerEquity(owner), ledger.ownerEquity(0) - begin)
      const size = trades.reduce((most, { lots, price }) => most + Math.abs(lots) * (price + 3_000_000), begin)
      expect(ledger.equityKnown).toBe(true)
      expect(Math.abs(ledger.equity - begin - made)).toBeLessThan(size * 1e-12)
    }),
    { numRuns: 200 },
  )
})

test('a ledger that went through JSON goes on as if nothing had happened', () => {
  fc.assert(
    fc.property(fills, fills, (before, after) => {
      const whole = play([...before, ...after])
      const scene = play(before)
      const restored = new Ledger({ ...scene.options, memory: new HeapMemory() })
      expect(restoreLedger(restored, JSON.parse(JSON.stringify(saveLedger(scene.ledger))))).toBeUndefined()
      expect(ledgerLines(restored)).toEqual(ledgerLines(scene.ledger))
      for (const { owner, instrument, lots, price, fee, funding } of after) {
        restored.applyFill(owner, scene.tape, scene.writeFill(instrument, lots, price))
        restored.applyFee(owner, scene.tape, scene.writeAmount(26, instrument, instrument === 1 ? 'BTC' : 'USDT', fee))
        if (funding !== 0)
          restored.applyFunding(scene.tape, scene.writeAmount(30, instrument, instrument === 1 ? 'BTC' : 'USDT', funding))
      }
      expect(ledgerLines(restored)).toEqual(ledgerLines(whole.ledger))
    }),
    { numRuns: 200 },
  )
})

test('a reset ledger is a new one', () => {
  fc.assert(
    fc.property(fills, (trades) => {
      const { ledger } = play(trades)
      ledger.mark(0, 5)
      ledger.reset()
      expect([ledgerLines(ledger), ledger.equityKnown]).toEqual([ledgerLines(play([]).ledger), false])
      expect(ledgerLines(ledger)).toEqual([
        'start USDT 1000.00000000',
        'start BTC 2.00000000',
        'balance USDT 1000.00000000',
        'balance BTC 2.00000000',
      ])
    }),
    { numRuns: 50 },
  )
})
