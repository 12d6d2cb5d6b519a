import {
  copyRow,
  definePlugin,
  defineQuestion,
  defineStrategy,
  Executor,
  Flag,
  HeapMemory,
  Kind,
  type Lane,
  MemoryLane,
  type PluginSpec,
  type Recording,
  RiskRules,
  type Tape,
  TapeReaders,
} from '@botyard/core'
import { expect, test } from 'vitest'
import { allRows, market } from './market.ts'
import { type Leak, lookAheadOf, sided } from './prove.ts'

// What knows the future here is a plugin, a model, a variable that outlives the run, or the data itself.

const made = market()
const minute = 60_000_000

/** An honest strategy: it follows the bar that closed, unless what it is given knows better. */
const follower = () =>
  sided('follower', (desk) => {
    const bars = desk.bars('1m')
    return () => bars.close - bars.open
  })
/** How much the price moves in the two minutes after a time. */
const rising = () => {
  const rows = allRows(made)
  return (now: number) => {
    const at = rows.findLastIndex(({ time }) => time <= now)
    return (rows[at + 2]?.close ?? 0) - (rows[at]?.close ?? 0)
  }
}

const plugin = (name: string, setup: Parameters<typeof definePlugin>[0]['setup']): PluginSpec => definePlugin({ name, setup })()

/** A reader of the tape that gives away its rows, those that are still to come as well. */
function peeking(look: (tape: Tape & { readonly tail: number }, to: number) => number): Leak {
  let seen = 0
  const peek = plugin('peek', (host) =>
    host.contribute(TapeReaders, { name: 'peek', message: (tape, _, to) => void (seen = look(tape as Lane, to)) }),
  )
  return { strategies: [sided('peeker', () => () => seen)], plugins: [peek], recording: made }
}

/** A recording that is made from the honest one. */
function remade(change: (lane: MemoryLane) => void): Leak {
  const recording: Recording = {
    name: 'remade',
    synthetic: true,
    checksum: 'remade',
    instruments: made.instruments,
    rules: made.rules,
    dataNames: made.dataNames,
    from: made.from,
    to: made.to,
    offers: (...asked) => made.offers(...asked),
    intervals: (instrument) => made.intervals(instrument),
    open(numbers, from, to) {
      const lane = made.open(numbers, from, to) as MemoryLane
      change(lane)
      return lane
    },
  }
  return { strategies: [follower()], recording }
}
const rowsOf = (lane: MemoryLane, kind: number) =>
  [...lane.kind.subarray(0, lane.tail).keys()].filter((row) => lane.kind[row] === kind)

/** The mood of the data, which strategies may follow. */
const moody = () =>
  defineStrategy({
    name: 'moody',
    create: (desk) => ({ onData: ({ values }) => void desk.enter(values[0]! > 0 ? 1 : -1, { equity: 0.1 }) }),
  })()

const collected = new Map<number, number>()

const leaks: Readonly<Record<string, () => Leak>> = {
  'next row of the tape': () => peeking((tape, to) => (tape.price[to + 3] ?? 0) - (tape.price[to - 1] ?? 0)),
  'quantity that is still to come': () => peeking((tape, to) => (tape.quantity[to + 2] ?? 0) - 1500),
  'whether the tape goes on': () => peeking((tape, to) => (tape.tail > to + 40 ? 1 : -1)),
  'stage that drops what will lose': () => ({
    strategies: [follower()],
    plugins: [
      plugin('dropper', (host) =>
        host.wrap(Executor, ({ next, clock }) => {
          const rise = rising()
          const { amend, cancel } = next
          return { submit: (draft) => void (rise(clock.now()) * draft.side > 0 && next.submit(draft)), amend, cancel }
        }),
      ),
    ],
    recording: made,
  }),
  'risk rule that refuses what will lose': () => ({
    strategies: [follower()],
    plugins: [
      plugin('prophet', (host) =>
        host.contribute(RiskRules, (refusals) => {
          const rise = rising()
          const no = refusals.register('BY4203', 'it will lose')
          return { name: 'prophet', check: ({ now, draft }) => (rise(now) * draft.side > 0 ? 0 : no), why: () => 'it will lose' }
        }),
      ),
    ],
    recording: made,
  }),
  'model that was trained on these days': () => {
    const oracle = defineQuestion({
      name: 'oracle',
      timeout: '2s',
      latency: '1s',
      create: () => {
        const rise = rising()
        return { answer: async ([now = 0]) => Float64Array.of(rise(now)) }
      },
    })
    const asking = defineStrategy({
      name: 'asking',
      create(desk) {
        desk.bars('1m')
        return {
          onBar: () => void desk.ask(oracle(), Float64Array.of(desk.clock.now())),
          onAnswer: ({ values }) => void desk.enter(values[0]! > 0 ? 1 : -1, { equity: 0.1 }),
        }
      },
    })
    return { strategies: [asking()], recording: made }
  },
  'rows that a run before has left': () => {
    const remembering = sided('remembering', (desk) => {
      const bars = desk.bars('1m')
      return () => {
        const now = desk.clock.now()
        collected.set(now, bars.close)
        return (collected.get(now + minute) ?? bars.open) - bars.close
      }
    })
    return { strategies: [remembering], recording: made }
  },
  'bar that is stamped at its open': () => ({ strategies: [follower()], recording: early(Kind.bar) }),
  'close that is filled in backwards': () =>
    remade((lane) => {
      const rows = rowsOf(lane, Kind.bar)
      rows.forEach((row, at) => {
        lane.price[row] = lane.price[rows[Math.min(rows.length - 1, at + 3)]!]!
      })
    }),
  'numbers that were revised later': () => ({
    ...remade((lane) => {
      const rows = rowsOf(lane, Kind.data)
      rows.forEach((row, at) => {
        lane.a[row] = lane.a[rows[at + 1] ?? row]!
      })
    }),
    strategies: [moody()],
  }),
  'numbers that were scaled by their whole series': () => ({
    ...remade((lane) => {
      const rows = rowsOf(lane, Kind.data)
      const mean = rows.reduce((sum, row) => sum + lane.a[row]!, 0) / rows.length
      for (const row of rows) lane.a[row] = lane.a[row]! - mean + 0.02 * Math.sign(mean)
    }),
    strategies: [moody()],
  }),
  'numbers that are dated before they were known': () => ({ strategies: [moody()], recording: early(Kind.data) }),
}

/** Data of its own making in which a kind of row was received, it says, a minute before the venue has it. */
function early(kind: number): Recording {
  const rows = made.open([0, -1], made.from, made.to) as MemoryLane
  for (const row of rowsOf(rows, kind)) rows.receivedTime[row] -= minute
  const last = [...rows.flags.keys()].filter((row) => row < rows.tail && (rows.flags[row]! & Flag.last) !== 0)
  const messages = last.map((row, at) => ({ from: (last[at - 1] ?? -1) + 1, to: row, time: rows.receivedTime[row]! }))
  messages.sort((one, other) => one.time - other.time)
  return {
    ...remade(() => {}).recording,
    open(_, from, to) {
      const lane = new MemoryLane(new HeapMemory(), 'early', rows.tail)
      for (const message of messages.filter(({ time }) => time >= from && time < to)) {
        lane.open()
        for (let row = message.from; row <= message.to; row++) copyRow(rows, row, lane, lane.next(rows.kind[row]!))
        lane.close()
      }
      return lane
    },
  }
}

test.each(Object.entries(leaks))('%s is caught', async (_, leak) => {
  const check = await lookAheadOf(leak())
  expect(check).toMatchObject({ passed: false, text: expect.stringMatching(/^BY800[12] /) })
})
