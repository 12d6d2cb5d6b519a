import type { InstrumentRules, Side } from '@botyard/core'
import { Kind, TickerField } from '@botyard/core'
import type { SimOptions } from '../src/options.ts'
import { Driver, plainRules, writeRow } from './driver.ts'
import { from, type Law, type Random } from './fill-laws.oracle.ts'

const inverseRules: InstrumentRules = { ...plainRules, kind: 'inverse', quote: 'USD', settle: 'BTC', contractSize: 100 }
const digits = 8
/** Units that a lot is worth at a price of one unit. */
const linearFactor = 10n ** BigInt(digits - 1)

/** What came back of the account: all that was paid and received, in units of its currency. */
class Cash {
  /** What fills are worth, received positive. */
  traded = 0n
  lots = 0n
  paid = 0n

  fill(side: number, lots: number, price: number, stated: number): void {
    const signed = BigInt(side * lots)
    this.lots += signed
    this.traded -= stated === 0 ? signed * BigInt(price) * linearFactor : BigInt(side) * BigInt(stated)
  }
}

function driverOf(rules: InstrumentRules, start: number, options: SimOptions, cash?: Cash): Driver {
  const room = { levelsMax: 16, book: { windowUnits: 1024, farLevelsMax: 16 } }
  return new Driver({
    rules: [rules],
    hears: ['trades'],
    ordersMax: 64,
    rowsMax: 256,
    money: start,
    options: { ...room, ...options },
    hear(tape, row) {
      const limbs = () => BigInt(tape.a[row]) + BigInt(tape.b[row])
      if (tape.kind[row] === Kind.fill) cash?.fill(tape.side[row], tape.quantity[row], tape.price[row], tape.b[row])
      if (tape.kind[row] === Kind.fee && cash !== undefined) cash.paid += limbs()
      if (tape.kind[row] === Kind.funding && cash !== undefined) cash.paid -= limbs()
    },
  })
}

const sideOf = (random: Random): Side => (random() < 0.5 ? 1 : -1)

/** Lets the market trade at a price, where the mark is too, with funding to come now and then. */
function tick(driver: Driver, random: Random, price: number): void {
  driver.passTo(driver.now + 1_000_000)
  driver.message((tape) => {
    writeRow(tape, Kind.ticker, { ref: TickerField.mark, a: price / 10 })
    // Somebody buys and somebody sells, so no price of one of them is left behind where the market was.
    for (const side of random() < 0.5 ? [1, -1] : [-1, 1])
      writeRow(tape, Kind.trade, { side, price, quantity: from(random, 1, 20) })
  })
  if (random() > 0.2) return
  const rate = (random() - 0.5) * 0.01
  driver.message((tape) => {
    writeRow(tape, Kind.ticker, { ref: TickerField.fundingRate, a: rate, b: driver.now + 500_000 })
  })
}

function order(driver: Driver, random: Random, price: number, most: number): void {
  const side = sideOf(random)
  const limit = random() < 0.5 ? {} : { priceUnits: price - side * from(random, -20, 40) }
  driver.send({ side, lots: from(random, 1, most), ...limit, reduceOnly: random() < 0.1 })
  driver.passTo(driver.now)
}

const terms = (random: Random): SimOptions => ({
  fees: { makerPpb: from(random, -100_000, 300_000), takerPpb: from(random, 0, 900_000) },
  margin: {
    mode: random() < 0.5 ? 'cross' : 'isolated',
    leverage: from(random, 1, 50),
    tiers: [{ upTo: Number.POSITIVE_INFINITY, rate: 0.004, deduction: 0 }],
    by: random() < 0.5 ? 'mark' : 'entry',
  },
})

/** Balance and what is open are what it began with, and what was traded, paid and received since, to the unit. */
const isConserved: Law = (random) => {
  const cash = new Cash()
  const start = from(random, 1_000, 20_000)
  const driver = driverOf(plainRules, start, terms(random), cash)
  const ledger = driver.ledger!
  let price = 1000
  for (let at = 0; at < 12; at++) {
    price += from(random, -30, 30)
    tick(driver, random, price)
    order(driver, random, price, 60)
    driver.passTo(driver.now + 600_000)
    const net = BigInt(ledger.netLots(0))
    if (net !== cash.lots) return `the position is ${net} and not ${cash.lots}`
    const cost = ledger.positions.cost.toUnits(0)
    const own = ledger.balances.toUnits(0) + (net > 0n ? -cost : cost)
    const expected = BigInt(start) * 10n ** BigInt(digits) + cash.traded - cash.paid
    if (own !== expected) return `balance and cost come to ${own}, and what was traded and paid to ${expected}`
  }
  return undefined
}

/** Whatever the market jumps by, a liquidation leaves an account at nothing at worst. */
const isNeverBelowZero: Law = (random) => {
  const start = from(random, 1_000, 5_000)
  const given = terms(random)
  const driver = driverOf(plainRules, start, given)
  const ledger = driver.ledger!
  let price = 1000
  for (let at = 0; at < 12; at++) {
    price = Math.max(300, price + from(random, -120, 120))
    tick(driver, random, price)
    if (ledger.equity < 0) return `equity is ${ledger.equity} at ${price}: ${JSON.stringify(given.margin)}`
    order(driver, random, price, 400)
    driver.passTo(driver.now + 600_000)
    if (ledger.netLots(0) === 0 && ledger.balances.toUnits(0) < 0n)
      return `a flat account has ${ledger.balances.toUnits(0)} units: ${JSON.stringify(given)}`
  }
  return undefined
}

/** However an order is cut, its parts earn what it earns whole, before fees are rounded. */
const isSplitTheSame: Law = (random) => {
  const rules = random() < 0.5 ? plainRules : inverseRules
  const prices = Array.from({ length: 3 }, () => from(random, 900, 1100))
  const orders = prices.map((price) => ({ price, side: sideOf(random), lots: from(random, 1, 40) }))
  const cut = orders.map(({ lots }) => from(random, 0, lots - 1))
  const run = (isCut: boolean) => {
    const driver = driverOf(rules, 1_000_000, {})
    for (const [at, { price, side, lots }] of orders.entries()) {
      driver.passTo(driver.now + 1_000_000)
      driver.message((tape) => writeRow(tape, Kind.trade, { side: 1, price, quantity: 1 }))
      for (const part of isCut && cut[at] > 0 ? [cut[at], lots - cut[at]] : [lots]) driver.send({ side, lots: part })
      driver.passTo(driver.now)
    }
    const { balances, positions } = driver.ledger!
    return `${balances.toUnits(0)} and ${positions.lots[0]} lots that cost ${positions.cost.toUnits(0)}`
  }
  const [whole, parts] = [run(false), run(true)]
  return whole === parts ? undefined : `whole it comes to ${whole}, in parts to ${parts}: ${JSON.stringify({ orders, cut })}`
}

/** Laws of the account, by what they say. */
export const accountLaws: Readonly<Record<string, Law>> = {
  'cash, positions and fees are conserved': isConserved,
  'an account is never below zero': isNeverBelowZero,
  'parts earn what the whole earns': isSplitTheSame,
}
