import { HeapMemory } from '../defaults/heap-memory.ts'
import { Ledger } from './ledger.ts'
import { LedgerModel, type ModelInstrument } from './ledger-model.oracle.ts'
import { restoreLedger, saveLedger } from './ledger-record.ts'
import { LedgerScene, type SceneInstrument } from './ledger-scene.oracle.ts'
import { BoundaryDraw } from './money.oracle.ts'

/** Every kind, contract sizes on both sides of 1, and links from each coin to the currency of the account. */
const allInstruments: readonly SceneInstrument[] = [
  ['linear', 'BTC', 'USDT', 10, 1000],
  ['linear', 'ETH', 'USDT', 10_000, 1, 0.01],
  ['inverse', 'BTC', 'USD', 10, 1],
  ['inverse', 'ETH', 'USD', 100, 10, 10],
  ['spot', 'BTC', 'USDT', 100, 1_000_000],
  ['spot', 'BNB', 'USDT', 10, 100],
  ['spot', 'ETH', 'BTC', 1_000_000, 10_000],
]
const allOwners = [
  { name: 'all' },
  ...allInstruments.map((_, instrument) => ({ name: `only-${instrument}`, instrument })),
  { name: 'all-too' },
]
const allCurrencies = ['USDT', 'BTC', 'ETH', 'BNB']

const modelled: readonly ModelInstrument[] = allInstruments.map(([kind, base, quote, priceScale, lotScale, size = 1]) => ({
  kind,
  base,
  quote,
  priceZeros: Math.round(Math.log10(priceScale)),
  lotZeros: Math.round(Math.log10(lotScale)),
  contractSize: size < 1 ? [Math.round(size * 100), 2] : [size, 0],
}))

/** Decimals of the unit of each currency, worked out by hand from the list above. */
const digits: Readonly<Record<string, number>> = { USDT: 8, BTC: 10, ETH: 10, BNB: 8 }

/**
 * Books that many random fills of several owners, with fees in the coin of the day and funding, and compares every number that each
 * touches with BigInt, to the unit. Now and then the ledger is saved, turned to JSON and restored into a new one, which goes on.
 * Describes the first difference, or gives undefined.
 */
export function firstLedgerMismatch(fills: number, seed: number): string | undefined {
  const draw = new BoundaryDraw(seed)
  const scene = new LedgerScene(allInstruments, { start: { USDT: '10000', BTC: '0.5' }, owners: allOwners })
  const model = new LedgerModel(modelled, (currency) => digits[currency] ?? 0, allOwners.length + 1)
  const start: Readonly<Record<string, bigint>> = { USDT: 10_000n * 10n ** 8n, BTC: 5n * 10n ** 9n }
  let ledger = scene.ledger
  for (let run = 0; run < fills; run++) {
    const instrument = draw.below(allInstruments.length)
    const owner = [0, 1, 2 + instrument, allOwners.length][draw.below(4)]
    const net = ledger.netLots(instrument)
    const flattens = net !== 0 && Math.abs(net) < 2 ** 31 && draw.below(10) === 0
    const side = flattens ? (net > 0 ? -1 : 1) : draw.below(2) === 0 ? 1 : -1
    const lots = flattens ? Math.abs(net) : drawLots(draw, ledger.ownerLots(owner, instrument))
    const price = draw.below(3) === 0 ? 1 + draw.below(2 ** 31 - 1) : 60_000 + draw.below(3)
    const stated = draw.below(20) === 0 ? 1 + draw.below(2 ** 32) : 0
    ledger.applyFill(owner, scene.tape, scene.writeFill(instrument, side * lots, price, stated))
    model.fill({ owner, instrument, side, price: BigInt(price), lots: BigInt(lots), stated: BigInt(stated) })

    const feeIn = allCurrencies[draw.below(allCurrencies.length)]
    const fee = drawAmount(draw)
    ledger.applyFee(owner, scene.tape, scene.writeAmount(26, instrument, feeIn, ...fee))
    model.fee(owner, feeIn, BigInt(fee[0]) + BigInt(fee[1]))
    const isFunded = draw.below(5) === 0
    if (isFunded) {
      const received = drawAmount(draw)
      ledger.applyFunding(scene.tape, scene.writeAmount(30, instrument, 'USDT', ...received))
      model.funding(instrument, 'USDT', BigInt(received[0]) + BigInt(received[1]))
    }

    const owners = isFunded ? ledger.owners.names.keys() : [owner]
    const difference = positionDifference(ledger, model, owner, instrument) ?? amountDifference(ledger, model, owners, start)
    if (difference !== undefined) return `fill ${run} of seed ${seed}: ${difference}`
    if (draw.below(1000) === 0) {
      const next = new Ledger({ ...scene.options, memory: new HeapMemory() })
      const problem = restoreLedger(next, JSON.parse(JSON.stringify(saveLedger(ledger))))
      if (problem !== undefined) return `fill ${run} of seed ${seed}: ${problem}`
      ledger = next
    }
  }
  return undefined
}

/** Mostly a few lots, sometimes what is held or twice that, sometimes many. */
function drawLots(draw: BoundaryDraw, held: number): number {
  const some = draw.below(20) === 0 ? 1 + draw.below(2 ** 30) : 1 + draw.below(50)
  const choices = [some, some, Math.abs(held), 2 * Math.abs(held), Math.max(1, Math.floor(Math.abs(held) / 3))]
  return Math.min(choices[draw.below(choices.length)] || some, 2 ** 31)
}

/** Limbs of an amount of either sign; sometimes the low one counts. */
function drawAmount(draw: BoundaryDraw): [hi: number, lo: number] {
  if (draw.below(10) === 0) return [(draw.below(1000) - 500) * 2 ** 54, draw.below(1000) - 500]
  return [draw.below(2 ** 32) - 2 ** 31, 0]
}

function positionDifference(
  { positions, owners }: Ledger,
  model: LedgerModel,
  owner: number,
  instrument: number,
): string | undefined {
  const rows = [
    [owner, owners.rowOf(owner, instrument)],
    ['net', instrument],
  ] as const
  for (const [whose, row] of rows) {
    const expected = model.position(whose, instrument)
    const found = [BigInt(positions.lots[row]), positions.cost.toUnits(row), positions.realized.toUnits(row)]
    const wanted = [expected.lots, expected.cost, model.realized(whose, instrument)]
    const wrong = found.findIndex((amount, at) => amount !== wanted[at])
    if (wrong >= 0)
      return `${['lots', 'cost', 'realized'][wrong]} of ${whose} at ${instrument} are ${found[wrong]}, not ${wanted[wrong]}`
  }
  return undefined
}

function amountDifference(
  ledger: Ledger,
  model: LedgerModel,
  owners: Iterable<number>,
  start: Readonly<Record<string, bigint>>,
): string | undefined {
  if (ledger.overflowed) return 'an amount overflowed'
  const all = [...owners]
  for (const [currency, name] of ledger.currencies.entries()) {
    const checks: [string, bigint, bigint][] = all.flatMap((owner) => {
      const at = owner * ledger.currencies.length + currency
      return [
        [`fees of ${owner}`, ledger.fees.toUnits(at), model.fees(owner, name)],
        [`funding of ${owner}`, ledger.funding.toUnits(at), model.fundingOf(owner, name)],
      ]
    })
    checks.push(['balance', ledger.balances.toUnits(currency), (start[name] ?? 0n) + model.change(name)])
    const wrong = checks.find(([, found, expected]) => found !== expected)
    if (wrong !== undefined) return `${wrong[0]} in ${name} is ${wrong[1]}, not ${wrong[2]}`
  }
  return undefined
}
