import { Kind, type Memory, MemoryLane, type Session } from '@botyard/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MadeRecording } from '../src/index.ts'
import { randomTrader } from './random-trader.ts'
import { begin, minute, wholeRun } from './whole-run.ts'

// A whole run, summed up in the integer units of its currency: what the strategies made by their own books, what their trades and open
// positions say, and what became of the account are one number, to the last unit.

const fundingEvery = 7

/** Bars of two random walks, whose odd prices leave remainders everywhere. */
function walkedBars(steps: readonly (readonly [number, number])[]): MadeRecording {
  return new MadeRecording(['BTCUSDT', 'ETHUSDT'], (script, listed) => {
    const prices = [100.03, 61.07]
    for (const [at, moves] of steps.entries()) {
      script.at(begin + at * minute)
      for (const [k, one] of listed.entries()) script.open(one, '1m', prices[k]!)
      script.at(begin + (at + 1) * minute)
      for (const [k, one] of listed.entries()) {
        const open = prices[k]!
        const close = Math.max(5, Math.round(open * 100 + moves[k]!) / 100)
        prices[k] = close
        script.bar(one, '1m', { open, high: Math.max(open, close) + 0.11, low: Math.min(open, close) - 0.07, close, volume: 3 })
      }
    }
  })
}

/** A lane in which the venue books odd amounts of funding on both instruments, paid and received. */
function fundingLane(memory: Memory, count: number): MemoryLane {
  const lane = new MemoryLane(memory, 'funding', 64)
  for (let at = fundingEvery; at < count; at += fundingEvery)
    for (const instrument of [0, 1]) {
      lane.open()
      const row = lane.next(Kind.funding)
      lane.instrument[row] = instrument
      lane.exchangeTime[row] = lane.receivedTime[row] = begin + at * minute + 1
      lane.ref[row] = 0
      lane.a[row] = 0
      lane.b[row] = (instrument === 0 ? -1 : 1) * (12_345_677 + at)
      lane.close()
    }
  return lane
}

const move = fc.integer({ min: -90, max: 90 })
const steps = fc.array(fc.tuple(move, move), { minLength: 40, maxLength: 120 })

/** What an owner made, by the ledger: realized and open profit, less fees, plus funding. All of it in units. */
function madeBy(owner: number, { trading }: Session): bigint {
  const { owners, instruments, positions, terms, marks, fees, funding, currencies } = trading.floor.ledger
  const at = owner * currencies.length
  let made = funding.toUnits(at) - fees.toUnits(at)
  for (const { index } of instruments) {
    const row = owners.rowOf(owner, index)
    if (row < 0) continue
    const lots = BigInt(positions.lots[row]!)
    const cost = (lots < 0n ? -1n : 1n) * positions.cost.toUnits(row)
    made += positions.realized.toUnits(row) + lots * BigInt(marks[index]!) * BigInt(terms.factor[index]!) - cost
  }
  return made
}

test('books of owners, trades and the account are one sum, to the unit', async () => {
  let paidFunding = 0
  let crossed = 0
  await fc.assert(
    fc.asyncProperty(steps, fc.nat(10_000), async (moves, seed) => {
      const strategies = [randomTrader({ seed }), randomTrader({ seed: seed + 1, size: 0.9 }, { as: 'other' })]
      const recording = walkedBars(moves)
      const costs = { taker: '0.0537%', maker: '-0.0113%', slippage: '1bp' } as const
      const { result, session, fills } = await wholeRun({ strategies, costs }, recording, {
        market: ({ numbers }, memory) => [
          recording.open(numbers, recording.from, recording.to),
          fundingLane(memory, moves.length),
        ],
      })
      const { ledger, ownerNames } = session.trading.floor
      expect(ledger.currencies).toEqual(['USDT'])
      const power = 10 ** ledger.currencyTable.digits[0]!
      const units = (amount: number) => BigInt(Math.round(amount * power))
      const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + units(amount), 0n)

      const change = units(result.finalEquity) - units(result.initialEquity)
      const made = ownerNames.map((_, owner) => madeBy(owner, session))
      expect(made.reduce((total, one) => total + one, 0n)).toBe(change)
      // Funding that came while nobody held anything is the account's own, and of no trade.
      const ownerless = ledger.funding.toUnits(0)
      for (const [owner, name] of ownerNames.entries()) {
        const trades = result.trades.filter((trade) => trade.owner === name)
        const open = result.open.filter((one) => one.owner === name)
        const told = open.flatMap(({ gross, fees, funding, unrealized }) => [gross, -fees, funding, unrealized])
        expect(sum(trades.map(({ net }) => net)) + sum(told), name).toBe(made[owner]! - (owner === 0 ? ownerless : 0n))
      }
      for (const { net, gross, fees, funding } of result.trades) expect(units(net)).toBe(sum([gross, -fees, funding]))
      const parts = [...result.trades, ...result.open]
      expect(sum(parts.map(({ fees }) => fees))).toBe(units(result.fees))
      expect(sum(fills.map(({ fee }) => fee))).toBe(units(result.fees))
      expect(sum(parts.map(({ funding }) => funding)) + ownerless).toBe(units(result.funding))
      if (parts.some(({ funding }) => funding !== 0)) paidFunding++
      const isFlip = (one: (typeof parts)[number]) =>
        result.trades.some(
          ({ owner, symbol, exitTime }) => `${owner} ${symbol} ${exitTime}` === `${one.owner} ${one.symbol} ${one.entryTime}`,
        )
      if (parts.some(isFlip)) crossed++
    }),
    { numRuns: 40 },
  )
  expect(paidFunding).toBeGreaterThan(10)
  expect(crossed).toBeGreaterThan(10)
})
