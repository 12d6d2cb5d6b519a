import type { CostsSpec, DelaySpec, GatewayNeeds, Instrument, LatencySpec } from '@botyard/core'
import {
  BotyardError,
  definePlugin,
  Ledger,
  longestDelay,
  number,
  OrderGateway,
  oneOf,
  percent,
  readBasisPoints,
  restoreLedger,
  text,
  toMicros,
  toShare,
} from '@botyard/core'
import { CountedStream } from './counted-stream.ts'
import type { FeeRates } from './fees.ts'
import type { FundingRate } from './funding.ts'
import { SimGateway } from './gateway.ts'
import { constantDelay, type Delay, empiricalDelay, lognormalDelay, TwoWays } from './latency.ts'
import { readMaintenance } from './maintenance-tiers.ts'
import type { SimOptions } from './options.ts'
import { queueShapes } from './probable-queue.ts'

/** What a run costs and how long the wire takes when the bot does not say: what a beginner pays at a large venue over the internet. */
export const simDefaults = { taker: '0.055%', maker: '0.02%', slippageBps: 2, entry: '10ms', response: '10ms' } as const

/** Far more than one run can have, so that an exchange made at a restart never numbers a fill as one that is booked already. */
const executionsOfAStart = 2 ** 32

/**
 * The exchange in memory as a venue. Any bot is traded on it in backtest and paper; name it as the venue when no real one is meant yet.
 *
 * @example
 * venue: sim()
 */
export const sim = definePlugin({
  name: 'sim',
  venue: true,
  options: {
    barVolume: percent('100%', "share of a bar's volume that resting orders can fill in it", { min: '0.01%', max: '100%' }),
    barPath: oneOf(
      ['against-you', 'customary'],
      'how prices ran inside a bar: the worst for you, or as backtesters of candles are used to, which fills trailing stops after targets',
    ),
    queue: oneOf(
      ['risk-averse', ...queueShapes],
      'where resting orders believe to stand when lots leave that nobody traded; all but the first are guesses',
    ),
    exponent: number(1, 'how steep the guess of a power queue is', { min: 0.01, max: 100 }),
    selfTrade: oneOf(
      ['cancel-resting', 'expire-taking'],
      'which gives way when an own order would take another one of the account',
    ),
    margin: oneOf(['cross', 'isolated'], 'what answers for a position: the whole account, or a margin of its own'),
    leverage: number(10, 'value that can be held for each unit of money', { min: 1, max: 200 }),
    maintenance: text(
      '0.5%',
      "share of the value of a position that must be left, or it is liquidated; or tiers by value: '0.4% to 50000, 0.5% to 250000, 1%'",
    ),
    maintenanceOf: oneOf(['mark', 'entry'], 'what maintenance is a share of: the value at the mark price, or at the entry'),
  },
  provides: [OrderGateway],
  setup(
    host,
    {
      barVolume: barVolumeShare,
      barPath,
      selfTrade,
      queue: shape,
      exponent,
      margin: mode,
      leverage,
      maintenance,
      maintenanceOf: by,
    },
  ) {
    const tiers = readMaintenance(maintenance)
    const queue = shape === 'risk-averse' ? shape : { shape, exponent }
    const chosen = { barVolumeShare, barPath, selfTrade, queue, margin: { mode, leverage, tiers, by } }
    host.provide(OrderGateway, [], () => (needs: GatewayNeeds) => openGateway(needs, chosen))
  },
})

function openGateway(needs: GatewayNeeds, chosen: SimOptions): SimGateway {
  const { instruments, memory, ordersMax, slotOf, hasBook, hasTrades, costs, latency } = needs
  const feeCurrency = ({ settle }: { readonly settle: string }) => {
    const index = needs.currency(settle)
    return { index, digits: needs.digits(index) }
  }
  const options = {
    executionsBefore: (needs.epoch - 1) * executionsOfAStart,
    ...chosen,
    fees: (instrument: Instrument) => feesOf(costs, instrument),
    ...latencyOf(latency, needs.seed),
    slippage: { bps: slippageBps(costs) },
    funding: fundingOf(costs),
  }
  const ledger = openLedger(needs)
  return new SimGateway({ instruments, memory, ordersMax, slotOf, hasBook, hasTrades, feeCurrency, ledger }, options)
}

/** The fees of an instrument: its own, else those of all. */
function feesOf({ symbols, ...ofAll }: CostsSpec, { symbol }: Instrument): FeeRates {
  const own = symbols?.[symbol]
  const ppb = (which: 'maker' | 'taker') =>
    Math.round(toShare(own?.[which] ?? ofAll[which] ?? simDefaults[which], `costs.${which}`) * 1e9)
  return { makerPpb: ppb('maker'), takerPpb: ppb('taker') }
}

/** The exchange's own books: it has no strategies, but what some of them had when the bot stopped is told apart in the record. */
function openLedger({ memory, instruments, account }: GatewayNeeds): Ledger {
  const { record } = account
  const owners = Object.keys(record?.owners ?? {}).filter((name) => name !== 'external')
  const ledger = new Ledger({ memory, instruments, account, owners: owners.map((name) => ({ name })) })
  const wrong = record === undefined ? undefined : restoreLedger(ledger, record)
  if (wrong !== undefined) throw new BotyardError('BY9004', { reason: wrong })
  return ledger
}

function fundingOf({ funding = 'recorded' }: CostsSpec): FundingRate {
  return funding === 'recorded' ? funding : toShare(funding, 'costs.funding')
}

function latencyOf({ entry = simDefaults.entry, response = simDefaults.response }: LatencySpec, seed: number) {
  const chances = [new CountedStream(seed, 'sim.entry'), new CountedStream(seed, 'sim.response')]
  return { latency: new TwoWays(delayOf(entry, chances[0].next), delayOf(response, chances[1].next)), chances }
}

function delayOf(delay: DelaySpec, chance: () => number): Delay {
  if (typeof delay === 'string') return constantDelay(toMicros(delay))
  if ('samples' in delay) return empiricalDelay(delay.samples.map(toMicros), chance)
  return lognormalDelay(toMicros(delay.median), toMicros(delay.p99), chance, longestDelay(delay))
}

/** Where depth is recorded an order pays what it walks through; slippage is for where it is not. */
function slippageBps({ slippage = 'book' }: CostsSpec): number {
  if (slippage === 'book') return simDefaults.slippageBps
  const bps = readBasisPoints(slippage)
  if (Number.isNaN(bps))
    throw new BotyardError('BY1102', {
      what: 'costs.slippage',
      got: slippage,
      expected: "'book' or basis points",
      example: "'2bp'",
    })
  return bps
}
