import { HeapMemory, Kind, MemoryLane } from '@botyard/core'
import { expect, test } from 'vitest'
import { SimGateway } from '../src/gateway.ts'
import { SimRefusal } from '../src/refusals.ts'
import { Driver, type DriverSetup, midnight, needsOf, plainRules, writeRow } from './driver.ts'

const wire = { latency: { entryMicros: 3_000, responseMicros: 5_000 } }

/** A driver that keeps what it hears as kind and times since midnight. */
function listening(ordersMax = 16): { driver: Driver; heard: { kind: number; a: number; decided: number; at: number }[] } {
  const heard: { kind: number; a: number; decided: number; at: number }[] = []
  const driver = new Driver({
    options: wire,
    ordersMax,
    hear: (tape, row) => {
      const decided = tape.exchangeTime[row] - midnight
      heard.push({ kind: tape.kind[row], a: tape.a[row], decided, at: tape.receivedTime[row] - midnight })
    },
  })
  driver.message((tape) => writeRow(tape, Kind.level, { side: -1, price: 1000, quantity: 5 }))
  return { driver, heard }
}

test('a request is decided after the entry latency and heard after the response latency', () => {
  const { driver, heard } = listening()
  driver.send({ side: 1, lots: 1 })
  expect(driver.gateway.waiter.due).toBe(midnight + 3_000)
  driver.passTo(midnight + 7_999)
  expect(heard).toEqual([])
  driver.passTo(midnight + 8_000)
  const times = { decided: 3_000, at: 8_000 }
  expect(heard.map(({ kind, decided, at }) => ({ kind, decided, at }))).toEqual([
    { kind: Kind.accepted, ...times },
    { kind: Kind.fill, ...times },
    { kind: Kind.fee, ...times },
  ])
  expect(driver.gateway.waiter.due).toBe(Number.POSITIVE_INFINITY)
})

test('a fill that the market makes is decided when the message is received', () => {
  const { driver, heard } = listening()
  driver.send({ side: 1, lots: 1, priceUnits: 990 })
  driver.passTo(midnight + 20_000)
  driver.message((tape) => writeRow(tape, Kind.trade, { side: -1, price: 980, quantity: 1 }))
  driver.passTo(midnight + 40_000)
  expect(heard.find(({ kind }) => kind === Kind.fill)).toMatchObject({ decided: 20_000, at: 25_000 })
})

test('a request for which there is no room is refused, and the orders that stand are not harmed', () => {
  const { driver, heard } = listening(1)
  const order = driver.send({ side: 1, lots: 1, priceUnits: 990 })
  for (let sent = 1; sent < 5; sent++) driver.gateway.cancel(order)
  driver.passTo(midnight + 20_000)
  expect(heard.map(({ kind }) => kind)).toEqual([
    Kind.cancelRefused,
    Kind.accepted,
    Kind.cancelled,
    Kind.cancelRefused,
    Kind.cancelRefused,
  ])
  expect(heard[0].a).toBe(SimRefusal.tooManyRequests)
})

test('an instrument that the exchange does not list is refused', () => {
  const heard: number[] = []
  const driver = new Driver({ hear: (tape, row) => heard.push(tape.kind[row], tape.a[row]) })
  const foreign = { ...driver.instruments[0], index: 7, floor: () => 0, ceil: () => 0 }
  driver.gateway.submit({ ...driver.draft(1, { side: 1, lots: 1 }), instrument: foreign })
  driver.passTo(midnight + 1)
  expect(heard).toEqual([Kind.rejected, SimRefusal.unsupported])
})

test('a full lane of answers drops rows and counts them', () => {
  const { driver } = listening()
  const lane = new MemoryLane(new HeapMemory(), 'small', 2)
  void driver.gateway.start(lane, 0, () => driver.now)
  driver.send({ side: 1, lots: 1 })
  driver.gateway.waiter.wake()
  // The order is accepted; its fill has no room for the fee and is left out whole.
  expect(lane.tail).toBe(1)
  expect(lane.dropped).toBe(1)
})

test('answers that nobody has heard yet are heard in the lane of the next session, each once', () => {
  const { driver } = listening()
  driver.send({ side: 1, lots: 1 })
  driver.passTo(midnight + 4_000)
  const next = new MemoryLane(new HeapMemory(), 'next', 16)
  void driver.gateway.start(next, 0, () => driver.now)
  void driver.gateway.start(next, 0, () => driver.now)
  expect([...next.kind.subarray(next.head, next.tail)]).toEqual([Kind.accepted, Kind.fill, Kind.fee])
  expect([...next.receivedTime.subarray(next.head, next.tail)]).toEqual([midnight + 8_000, midnight + 8_000, midnight + 8_000])
})

test('a saved exchange is not put back where it does not fit', () => {
  const { driver } = listening()
  const order = driver.send({ side: 1, lots: 1, priceUnits: 990 })
  driver.passTo(midnight + 4_000)
  const saved = driver.gateway.save()
  const wrong = (setup: DriverSetup) => new SimGateway(needsOf(setup), setup.options).restore(saved)
  expect(wrong({})).toBe(undefined)
  expect(wrong({ rules: [{ ...plainRules, name: 'ETHUSDT' }] })).toMatch(
    'listed sim:linear:BTCUSDT, and this one lists sim:linear:ETHUSDT',
  )
  expect(wrong({ ordersMax: order - 1 })).toMatch('orders beyond the 0')
  expect(wrong({ options: { queue: { shape: 'log' } } })).toMatch('another model of the queue')
})

test('a FOK order fills whole or not at all, also where no more taken levels can be remembered', () => {
  const fills: number[][] = []
  const driver = new Driver({
    options: { levelsMax: 2 },
    hear: (tape, row) => {
      if (tape.kind[row] === Kind.fill) fills.push([tape.ref[row], tape.price[row], tape.quantity[row]])
    },
  })
  const asks = (...prices: number[]) =>
    driver.message((tape) => {
      for (const price of prices) writeRow(tape, Kind.level, { side: -1, price, quantity: 1 })
    })
  asks(1010)
  driver.send({ side: 1, lots: 1 })
  driver.passTo(driver.now + 1)
  asks(1000, 1001)
  const both = driver.send({ side: 1, lots: 2, lifetime: 'fok' })
  const one = driver.send({ side: 1, lots: 1, lifetime: 'fok' })
  driver.passTo(driver.now + 1)
  expect(fills).toEqual([
    [both - 1, 1010, 1],
    [one, 1000, 1],
  ])
})

test.each([
  [1000, [10, 0]],
  [1010, [10, 10]],
])('with %d units of money a FOK order on spot fills whole or not at all', (money, [wanted, filled]) => {
  const said: number[][] = []
  const tiers = [{ upTo: Number.POSITIVE_INFINITY, rate: 0, deduction: 0 }]
  const driver = new Driver({
    rules: [{ ...plainRules, kind: 'spot' }],
    money,
    options: { margin: { mode: 'cross', leverage: 1, tiers, by: 'mark' }, fees: { makerPpb: 0, takerPpb: 5_000_000 } },
    hear: (tape, row) => said.push([tape.kind[row], tape.quantity[row]]),
  })
  driver.message((tape) => {
    writeRow(tape, Kind.level, { side: -1, price: 1000, quantity: 9 })
    writeRow(tape, Kind.level, { side: -1, price: 1001, quantity: 9 })
    writeRow(tape, Kind.trade, { side: 1, price: 990, quantity: 1 })
  })
  driver.send({ side: 1, lots: wanted, lifetime: 'fok' })
  driver.passTo(driver.now + 1)
  const fills = said.filter(([kind]) => kind === Kind.fill)
  expect(fills.reduce((sum, [, lots]) => sum + lots, 0)).toBe(filled)
})

test('instruments are matched apart from each other, also within one message', () => {
  const fills: number[][] = []
  const driver = new Driver({
    rules: [plainRules, { ...plainRules, name: 'ETHUSDT' }],
    hear: (tape, row) => {
      if (tape.kind[row] === Kind.fill) fills.push([tape.instrument[row], tape.price[row], tape.quantity[row]])
    },
  })
  driver.message((tape) => {
    writeRow(tape, Kind.level, { instrument: 0, side: -1, price: 1000, quantity: 5 })
    writeRow(tape, Kind.level, { instrument: 1, side: -1, price: 50, quantity: 5 })
  })
  driver.send({ side: 1, lots: 2 }, 1)
  driver.send({ side: 1, lots: 3 }, 0)
  driver.send({ side: 1, lots: 1, priceUnits: 40 }, 1)
  driver.send({ side: 1, lots: 1, priceUnits: 40 }, 0)
  driver.passTo(driver.now + 1)
  driver.message((tape) => {
    writeRow(tape, Kind.trade, { instrument: 0, side: -1, price: 990, quantity: 5 })
    writeRow(tape, Kind.trade, { instrument: 1, side: -1, price: 39, quantity: 5 })
  })
  driver.passTo(driver.now + 1)
  expect(fills).toEqual([
    [1, 50, 2],
    [0, 1000, 3],
    [1, 40, 1],
  ])
  expect(driver.gateway.netLots(driver.instruments[1])).toBe(3)
})

test('a day order of each of two days ends with its day', () => {
  const ends: number[] = []
  const driver = new Driver({
    hear: (tape, row) => {
      if (tape.kind[row] === Kind.expired) ends.push((tape.exchangeTime[row] - midnight) / 86_400_000_000)
    },
  })
  driver.message((tape) => writeRow(tape, Kind.level, { side: -1, price: 1000, quantity: 5 }))
  driver.send({ side: 1, lots: 1, priceUnits: 10, lifetime: 'day' })
  driver.passTo(midnight + 1.5 * 86_400_000_000)
  driver.send({ side: 1, lots: 1, priceUnits: 10, lifetime: 'day' })
  driver.passTo(midnight + 3 * 86_400_000_000)
  expect(ends).toEqual([1, 2])
})
