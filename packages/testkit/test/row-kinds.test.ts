import {
  definePlugin,
  defineQuestion,
  defineStrategy,
  Kind,
  OrderGateway,
  type Strategy,
  type TapeReader,
  TapeReaders,
  tapeKinds,
} from '@botyard/core'
import { expect, test } from 'vitest'
import { MadeRecording, type RawColumns } from '../src/index.ts'
import { begin, minute, wholeRun } from './whole-run.ts'

/** The first order of a run has this handle. */
const order = (1 << 14) + 1
const price = 10_000

/** A row of each kind as it makes sense for one open order, an instrument in cents, and a clock at the start of 2024. */
const rows: Readonly<Record<keyof typeof Kind, RawColumns | 'by itself'>> = {
  clear: { side: 0 },
  level: { side: 1, price, quantity: 10 },
  trade: { side: 1, price, quantity: 10 },
  quote: { side: 1, price, quantity: 10 },
  open: { price, ref: 60_000 },
  bar: { price, quantity: 10, a: price, b: price, ref: 60_000 },
  ticker: { ref: 3, a: 12 },
  liquidation: { side: 1, price, quantity: 10 },
  instrument: { ref: 0 },
  market: { ref: 2 },
  connection: { ref: 0, a: 0 },
  conflated: { a: 5 },
  accepted: { ref: order, price, quantity: 1000 },
  amended: { ref: order, price: price - 1, quantity: 900 },
  triggered: { ref: order, price },
  rejected: { ref: order, a: 25 },
  amendRefused: { ref: order, a: 25 },
  cancelRefused: { ref: order, a: 25 },
  cancelled: { ref: order },
  expired: { ref: order },
  unknown: { ref: order },
  fill: { ref: order, side: 1, price, quantity: 400, a: 1 },
  fee: 'by itself',
  found: { ref: order, side: 1, price, quantity: 1000 },
  balance: { ref: 0, a: 1 },
  position: { quantity: 3 },
  funding: { ref: 0, b: -5 },
  timer: 'by itself',
  answer: 'by itself',
  data: { ref: 0, a: 1, b: 2 },
}

const model = defineQuestion({
  name: 'model',
  timeout: '2s',
  latency: '1s',
  create: () => ({ answer: async (features) => features }),
})

/** Hears everything there is to hear, and buys once there is a book. */
const listener = (heard: Set<string>) =>
  defineStrategy({
    name: 'listener',
    create(desk) {
      desk.bars('1m')
      let orders = 0
      const note = (what: keyof Strategy) => () => void heard.add(what)
      return {
        onBook() {
          heard.add('onBook')
          if (orders++ > 0) return
          desk.buy(1, 100)
          desk.ask(model(), Float64Array.of(1))
          desk.clock.after('2s', () => void heard.add('the work that was given with the timer'))
        },
        onTrade: note('onTrade'),
        onBar: note('onBar'),
        onOpen: note('onOpen'),
        onTicker: note('onTicker'),
        onFunding: note('onFunding'),
        onData: note('onData'),
        onAnswer: note('onAnswer'),
        onMarket: note('onMarket'),
        onOrder: note('onOrder'),
        onFill: note('onFill'),
        onRefused: note('onRefused'),
      }
    },
  })()

/** A venue that takes orders and never says a word: what it says is the row of the test. */
const muteVenue = definePlugin({
  name: 'sim',
  venue: true,
  provides: [OrderGateway],
  setup: (host) =>
    host.provide(OrderGateway, [], () => () => ({
      supports: {
        amend: true,
        batch: 1,
        postOnly: true,
        reduceOnly: true,
        stop: true,
        trailing: true,
        cancelOnDisconnect: false,
        hedge: false,
      },
      start: async () => {},
      submit() {},
      amend() {},
      cancel() {},
      flush() {},
      ask() {},
      stop: async () => {},
    })),
})

/** Forgets what was heard as soon as the row of the test comes, before the engine applies it. */
const forgetting = (heard: Set<string>, kind: number) =>
  definePlugin({
    name: 'forgetting',
    setup(host) {
      const message: TapeReader['message'] = (tape, from) => {
        if (tape.kind[from] === kind && (tape.receivedTime[from] ?? 0) > begin) heard.clear()
      }
      host.contribute(TapeReaders, { name: 'forgetting', message })
    },
  })()

/** Callbacks and other work that ran from the row on, all of it at the row's own time where the row was written by the test. */
async function heardOf(name: keyof typeof Kind): Promise<{ heard: string[]; failure: unknown }> {
  const heard = new Set<string>()
  const row = rows[name]
  // Before the venue's silence is too long, but bars begin and close where they do.
  const at = begin + (name === 'bar' || name === 'open' ? minute : 1_000_000)
  const recording = new MadeRecording(
    ['BTCUSDT'],
    (script, [instrument]) => {
      script.at(begin)
      script.open(instrument, '1m', 100)
      script.book(instrument, [[99, 5]], [[101, 5]])
      if (name === 'amended') script.row(Kind.accepted, instrument, rows.accepted as RawColumns)
      if (name === 'funding' || name === 'fee') script.row(Kind.fill, instrument, { ...(rows.fill as RawColumns), a: 7 })
      script.at(at)
      if (row !== 'by itself') script.row(Kind[name], instrument, row)
      if (name === 'fee') script.row(Kind.fill, instrument, rows.fill as RawColumns)
      if (row === 'by itself') script.pulse()
      // A bar in the recording is what makes bars available.
      script.at(begin + 2 * minute)
      if (name !== 'bar') script.bar(instrument, '1m', { open: 100, high: 100, low: 100, close: 100 })
    },
    { rules: [{ symbol: 'BTCUSDT', tick: 0.05 }], dataNames: ['mood'] },
  )
  const isOwn = row === 'by itself'
  const plugins = isOwn ? [] : [forgetting(heard, Kind[name])]
  const { failure } = await wholeRun({ strategies: [listener(heard)], venue: muteVenue(), plugins }, recording, {
    to: isOwn ? recording.to : at + 1,
  })
  return { heard: [...heard], failure }
}

test.each(tapeKinds.map(({ name, heard }) => [name, heard] as const))(
  'a row of kind %s is heard by: %s',
  async (name, promised) => {
    const { heard, failure } = await heardOf(name)
    expect(failure).toBeUndefined()
    if (promised.startsWith('nobody: ')) {
      expect(promised.length).toBeGreaterThan(40)
      expect(heard).toEqual([])
    } else expect(heard).toContain(promised)
  },
)

test('every kind of row says who hears of it', () => {
  expect(tapeKinds.map(({ name }) => name).sort()).toEqual(Object.keys(rows).sort())
})
