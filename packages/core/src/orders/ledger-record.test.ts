import { expect, test } from 'vitest'
import { HeapMemory } from '../defaults/heap-memory.ts'
import { Ledger } from './ledger.ts'
import { ledgerLines, restoreLedger, saveLedger } from './ledger-record.ts'
import { LedgerScene, listed, type SceneInstrument } from './ledger-scene.oracle.ts'

const btc: SceneInstrument = ['linear', 'BTC', 'USDT', 10, 1000]
const eth: SceneInstrument = ['linear', 'ETH', 'USDT', 100, 100]

/** A long of `a` at BTC, a flat past of `b` at ETH. */
function traded(): LedgerScene {
  const scene = new LedgerScene([btc, eth], { start: 500, owners: [{ name: 'a' }, { name: 'b' }] })
  scene.fill(1, 0, 3000, 1000)
  scene.fill(1, 0, -1000, 1003)
  scene.fill(2, 1, 100, 2000)
  scene.fill(2, 1, -100, 2500)
  scene.fee(2, 'USDT', 5)
  scene.funding(0, 'USDT', -7)
  return scene
}

/** What is left of that past in a bot of other owners, symbols or scales. */
function restoreInto(
  owners: readonly string[],
  instruments: readonly SceneInstrument[],
  start = 500,
): { problem: string | undefined; ledger: Ledger } {
  const memory = new HeapMemory()
  const account = { name: 'main', quote: 'USDT', start }
  const ledger = new Ledger({ memory, instruments: listed(instruments), account, owners: owners.map((name) => ({ name })) })
  return { problem: restoreLedger(ledger, saveLedger(traded().ledger)), ledger }
}

test('the lines tell everything, exactly and in one order', () => {
  expect(ledgerLines(traded().ledger)).toEqual([
    'start USDT 500.00000000',
    'balance USDT 505.29999988',
    'net sim:linear:BTCUSDT quantity 2.000 cost 200.00000000 realized 0.30000000',
    'net sim:linear:ETHUSDT quantity 0.00 cost 0.00000000 realized 5.00000000',
    'owner a sim:linear:BTCUSDT quantity 2.000 cost 200.00000000 realized 0.30000000',
    'owner a funding USDT -0.00000007',
    'owner b sim:linear:ETHUSDT quantity 0.00 cost 0.00000000 realized 5.00000000',
    'owner b fees USDT 0.00000005',
  ])
})

test('another order of owners and symbols, finer scales and a new start change nothing that was saved', () => {
  const finer: SceneInstrument = ['linear', 'BTC', 'USDT', 1000, 1_000_000]
  const { problem, ledger } = restoreInto(['new', 'b', 'a'], [eth, finer], 9)
  expect(problem).toBeUndefined()
  expect([ledger.ownerLots(3, 1), ledger.positionOf(3, 1).averagePrice, ledger.total('USDT')]).toEqual([
    2_000_000, 100, 505.29999988,
  ])
  expect(ledger.ownerEquity(2)).toBeCloseTo(504.99999995, 9)
})

test('what is gone and flat is forgotten', () => {
  const { problem, ledger } = restoreInto(['a'], [btc])
  expect(problem).toBeUndefined()
  expect([ledger.total('USDT'), ledger.ownerLots(1, 0)]).toEqual([505.29999988, 2000])
})

test('a balance that was used up is not the start again', () => {
  const scene = new LedgerScene([btc], { start: 1 })
  scene.fee(1, 'USDT', 1e8)
  const ledger = new Ledger({ ...scene.options, memory: new HeapMemory() })
  expect([restoreLedger(ledger, saveLedger(scene.ledger)), ledger.total('USDT')]).toEqual([undefined, 0])
})

test('what is gone and open, or cannot be counted, is refused and changes nothing', () => {
  const cases: [readonly string[], readonly SceneInstrument[], string][] = [
    [['b'], [btc, eth], 'a has 2.000 sim:linear:BTCUSDT, which the bot has no place for now'],
    [['a', 'b'], [eth], 'the account has 2.000 sim:linear:BTCUSDT, which the bot has no place for now'],
  ]
  for (const [owners, instruments, problem] of cases) {
    const restored = restoreInto(owners, instruments)
    expect(restored.problem).toBe(problem)
    expect(ledgerLines(restored.ledger)).toEqual(['start USDT 500.00000000', 'balance USDT 500.00000000'])
  }
  const scene = traded()
  const saved = saveLedger(scene.ledger)
  const lines = ledgerLines(scene.ledger)
  expect(restoreLedger(scene.ledger, { ...saved, balances: { XYZ: '1' } })).toBe(
    'it has a balance of 1 XYZ, which the account cannot hold now',
  )
  expect(restoreLedger(scene.ledger, { ...saved, balances: { USDT: '1.000000001' } })).toBe(
    '"1.000000001" is no amount in units of 10^-8',
  )
  expect(restoreLedger(scene.ledger, { ...saved, balances: { USDT: '1e99' } })).toContain('is no amount')
  expect(ledgerLines(scene.ledger)).toEqual(lines)
})

test('a quantity finer than a lot of the bot is refused', () => {
  const scene = new LedgerScene([btc])
  scene.fill(1, 0, 1, 1000)
  const ledger = new Ledger({
    ...scene.options,
    instruments: listed([['linear', 'BTC', 'USDT', 10, 10]]),
    memory: new HeapMemory(),
  })
  expect(restoreLedger(ledger, saveLedger(scene.ledger))).toBe('"0.001" is no whole number of 10^-1')
})
