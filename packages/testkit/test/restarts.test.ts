import { defineStrategy, Kind, type MemoryLane, type SavedSession } from '@botyard/core'
import { expect, test } from 'vitest'
import { scriptedMarket } from '../src/index.ts'
import { begin, minute, minuteBars, type WholeRun, wholeRun } from './whole-run.ts'

const buyer = defineStrategy({
  name: 'buyer',
  create(desk) {
    desk.bars('1m')
    return { onBar: () => void desk.buy(1) }
  },
})

test('every start has its own epoch, so no order of a bot that was restarted three times has the id of another', async () => {
  const market = scriptedMarket(defineStrategy({ name: 'idle', create: () => ({}) })())
  market.book('BTCUSDT', [[100, 10]], [[101, 10]])
  const epochs: number[] = []
  for (let start = 1; start <= 4; start++) {
    market.desk().buy(1, 90)
    await market.wait('1s')
    epochs.push(market.restart().orders.epoch)
  }
  expect(epochs).toEqual([1, 2, 3, 4])
  const ids = new Set(market.orders.map(({ id }) => id))
  expect(ids.size).toBe(4)
})

test('starts that crash after they were saved at their beginning never repeat an id', async () => {
  const recording = minuteBars({ BTCUSDT: [1, 2, 3, 4] })
  const ids: string[] = []
  let saved: SavedSession | undefined
  for (let start = 1; start <= 4; start++) {
    const atBegin = await wholeRun({ strategies: [buyer()] }, recording, { to: recording.from + 1, pause: true, saved })
    const crashed = await wholeRun({ strategies: [buyer()] }, recording, { pause: true, saved })
    saved = atBegin.save()
    ids.push(...new Set(crashed.orders.map(({ id }) => id)))
  }
  expect(ids.length).toBe(16)
  expect(new Set(ids).size).toBe(ids.length)
})

test('a fill that the venue tells again after a restart is booked once', async () => {
  const recording = minuteBars({ BTCUSDT: [1, 2, 3, 4] })
  const cut = begin + 2 * minute + 1
  const first = await wholeRun({ strategies: [buyer()] }, recording, { to: cut, pause: true })
  const { gateway } = first.session.trading
  const start = gateway.start.bind(gateway)
  gateway.start = (tape, since, now) => {
    repeat(tape as MemoryLane, cut, Number(first.fills[0]?.execution))
    return start(tape, since, now)
  }
  const rest = { from: cut, rowsFrom: cut, gateway, saved: first.save(), pause: true } as const
  const second = await wholeRun({ strategies: [buyer()] }, recording, rest)
  expect(second.session.trading.answers.repeated).toBe(1)
  expect(netLots(second)).toBe(netLots(await wholeRun({ strategies: [buyer()] }, recording, { pause: true })))
  expect([...first.fills, ...second.fills]).toHaveLength(3)
})

test('fills of an exchange that was made anew at the restart are other fills', async () => {
  const recording = minuteBars({ BTCUSDT: [1, 2, 3, 4] })
  const cut = begin + 2 * minute + 1
  const first = await wholeRun({ strategies: [buyer()] }, recording, { to: cut, pause: true })
  const second = await wholeRun({ strategies: [buyer()] }, recording, {
    from: cut,
    rowsFrom: cut,
    saved: first.save(),
    pause: true,
  })
  expect(second.session.trading.answers.repeated).toBe(0)
  expect(netLots(second)).toBe(netLots(await wholeRun({ strategies: [buyer()] }, recording, { pause: true })))
})

const netLots = ({ session }: WholeRun) => session.trading.floor.ledger.netLots(0)

/** Writes a fill under a number that was told before. */
function repeat(tape: MemoryLane, time: number, execution: number): void {
  tape.open()
  const row = tape.next(Kind.fill)
  tape.instrument[row] = 0
  tape.side[row] = 1
  tape.price[row] = 200
  tape.quantity[row] = 1000
  tape.a[row] = execution
  tape.b[row] = 0
  tape.ref[row] = 0
  tape.exchangeTime[row] = time
  tape.receivedTime[row] = time
  tape.sequence[row] = 0
  tape.close()
}
