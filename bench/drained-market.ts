import {
  defineBot,
  defineIndicator,
  defineStrategy,
  HeapMemory,
  type InstrumentRules,
  Kind,
  MemoryLane,
  planBot,
  type Recording,
  Session,
  type Source,
  type StrategySpec,
  wire,
} from '@botyard/core'
import { sim } from '@botyard/sim'

const rules: InstrumentRules = {
  venue: 'sim',
  kind: 'linear',
  name: 'BTCUSDT',
  base: 'BTC',
  quote: 'USDT',
  settle: 'USDT',
  contractSize: 1,
  priceScale: 10,
  lotScale: 1000,
  tick: 0.1,
  lot: 0.001,
  minQuantity: 0.001,
  minNotional: 5,
}
const begin = Date.UTC(2024, 0, 1) * 1000

/** A market of level updates and trades in memory, to be drained again and again. Twenty levels a message, a trade every fourth. */
export function levelRows(rows: number): MemoryLane {
  const lane = new MemoryLane(new HeapMemory(), 'bench', rows)
  let state = 12_345
  const draw = () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
  let middle = 500_000
  for (let message = 0; lane.tail + 23 < rows; message++) {
    const time = begin + message * 50_000
    lane.open()
    if (message % 64 === 0) {
      // A fresh snapshot around a moved middle, because updates alone would leave passed levels behind and cross the book.
      stamp(lane, lane.next(Kind.clear), time)
      lane.side[lane.tail] = 0
      middle += Math.floor(draw() * 5) - 2
    }
    for (let i = 0; i < 20; i++) {
      const row = lane.next(Kind.level)
      const side = i % 2 === 0 ? 1 : -1
      const depth = Math.floor(draw() * 30)
      stamp(lane, row, time)
      lane.side[row] = side
      lane.price[row] = middle - side * (depth + 1)
      lane.quantity[row] = draw() < 0.3 ? 0 : Math.floor(draw() * 5000) + 1
    }
    const row = lane.next(Kind.trade)
    stamp(lane, row, time)
    lane.side[row] = draw() < 0.5 ? 1 : -1
    lane.price[row] = middle
    lane.quantity[row] = Math.floor(draw() * 500) + 1
    lane.close()
  }
  return lane
}

function stamp(lane: MemoryLane, row: number, time: number): void {
  lane.instrument[row] = 0
  lane.exchangeTime[row] = time
  lane.receivedTime[row] = time
  lane.sequence[row] = 0
}

/** An average of a source, as a bench needs one without the strategies package. */
const mean = defineIndicator({
  name: 'bench-mean',
  create(_, input: Source, keep) {
    const memory = keep({ mean: Number.NaN })
    return {
      value: Number.NaN,
      ready: false,
      update() {
        const { value } = input
        if (Number.isNaN(value)) return
        memory.mean = Number.isNaN(memory.mean) ? value : memory.mean + (value - memory.mean) * 0.05
        this.value = memory.mean
        this.ready = true
      },
    }
  },
})

/** Reads the book and leans on an average, and trades once in a long while. */
export const reader = defineStrategy({
  name: 'bench-reader',
  create(desk) {
    const average = desk.use(mean(desk.book))
    const { book, position } = desk
    let seen = 0
    return {
      onBook() {
        if (++seen % 5000 !== 0 || !average.ready) return
        if (position.flat) desk.buy(0.01)
        else if (book.mid > 0) desk.exit('bench')
      },
    }
  },
})

/** A session whose only market lane is the one given; it can be rewound and drained again. */
export function sessionOn(lane: MemoryLane, strategy: StrategySpec): Session {
  const recording: Recording = {
    name: 'bench',
    synthetic: true,
    checksum: 'bench',
    instruments: [rules],
    from: begin,
    to: Number.POSITIVE_INFINITY,
    offers: (_, kind) => kind !== 'bars',
    intervals: () => [],
    open: () => lane,
  }
  const bot = defineBot({
    name: 'bench',
    venue: sim(),
    symbols: ['BTCUSDT'],
    account: { start: 100_000, quote: 'USDT' },
    strategies: [strategy],
  })
  const session = new Session({
    wired: wire(planBot(bot)),
    recording,
    answers: 'modelled',
    seed: 1,
    from: begin,
    market: () => [lane],
  })
  session.start(begin)
  return session
}

/** Sets the lane back to its first row, shifted in time, so that the clock goes on. */
export function rewind(lane: MemoryLane, shift: number): void {
  lane.head = 0
  if (shift === 0) return
  for (let row = 0; row < lane.tail; row++) {
    lane.exchangeTime[row] += shift
    lane.receivedTime[row] += shift
  }
}
