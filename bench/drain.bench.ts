import type { Session } from '@botyard/core'
import { levelRows, reader, rewind, sessionOn } from './drained-market.ts'
import type { Bench } from './harness.ts'

/** One engine that is drained again and again over the same rows, each time later. */
interface Drained {
  readonly lane: ReturnType<typeof levelRows>
  readonly session: Session
  readonly span: number
  turn: number
}

const collectionsMax = 15
const quietRounds = 5

/** What `drain` leaves to the collector, from the very first row on: a market of level updates, a strategy that reads and seldom trades. */
export const bench: Bench<Drained> = {
  name: 'drain',
  about: 'one drain of the engine over a book market, with indicator, strategy, simulated exchange and ledger, warm-up included',
  unit: 'row',
  smoke: { count: 20_000, hash: '608e07a0eafbdc0c' },
  full: { count: 2_000_000, hash: 'b0f31c48aa4099b5' },
  rounds: 9,
  warmUps: 0,
  bars: [
    {
      text: `at most ${collectionsMax} young collections in nine drains of two million rows`,
      met: ({ ours }) => ours.rounds.reduce((sum, { young }) => sum + young, 0) <= collectionsMax,
    },
    {
      text: `none in the last ${quietRounds}`,
      met: ({ ours }) => ours.rounds.slice(-quietRounds).every(({ young }) => young === 0),
    },
  ],
  prepare(count) {
    const lane = levelRows(count)
    const span = lane.receivedTime[lane.tail - 1] - lane.receivedTime[0] + 1_000_000
    return { lane, span, session: sessionOn(lane, reader()), turn: 0 }
  },
  contenders: [
    {
      name: 'drain',
      role: 'ours',
      ready(drained) {
        const { lane, session, span } = drained
        if (drained.turn++ > 0) rewind(lane, span)
        return () => {
          const end = session.engine.drain(lane.receivedTime[lane.tail - 1])
          const { answers, journal, floor } = session.trading
          return [end, answers.fills, floor.ledger.equity, journal.digest()]
        }
      },
    },
    {
      name: 'columns only',
      role: 'yardstick',
      ready: ({ lane }) => {
        return () => {
          let sum = 0
          for (let row = 0; row < lane.tail; row++) sum += lane.price[row] + lane.quantity[row] + lane.receivedTime[row]
          return [sum]
        }
      },
    },
  ],
}
