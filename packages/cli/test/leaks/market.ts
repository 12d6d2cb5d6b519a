import { Kind, type Lane, type Micros, type Recording } from '@botyard/core'
import { MadeRecording } from '@botyard/testkit'

const minute = 60_000_000
const begin = Date.UTC(2024, 0, 1) * 1000
const minutes = 150

/** Two markets with bars, quotes of a book, trades, funding rates, and a mood that is told every minute. */
export function market(): MadeRecording {
  const instruments = ['BTCUSDT', 'ETHUSDT'].map((symbol) => ({ symbol, priceScale: 10, lotScale: 1000, tick: 0.1, lot: 0.001 }))
  const options = { dataNames: ['mood'] }
  return new MadeRecording(
    instruments,
    (script, listed) => {
      const draw = chance(7)
      const prices = [1000, 1500]
      const step = (price: number) => Math.round((price + (draw() - 0.5) * price * 0.008) * 10) / 10
      for (let i = 0; i < minutes; i++) {
        const opens = [...prices]
        script.at(begin + i * minute)
        for (const [k, one] of listed.entries()) script.open(one, '1m', opens[k]!)
        script.at(begin + i * minute + 20_000_000)
        for (const [k, one] of listed.entries()) {
          prices[k] = step(opens[k]!)
          script.book(one, [[prices[k]! - 0.1, 1 + Math.round(draw() * 900) / 100]], [[prices[k]! + 0.1, 5]])
          script.trade(one, draw() < 0.5 ? 1 : -1, prices[k]!, 1 + Math.round(draw() * 100) / 100)
        }
        script.at(begin + (i + 1) * minute)
        for (const [k, one] of listed.entries()) {
          const [open, close] = [opens[k]!, step(prices[k]!)]
          const high = Math.max(open, close, prices[k]!) + Math.round(draw() * 30) / 10
          const low = Math.min(open, close, prices[k]!) - Math.round(draw() * 30) / 10
          prices[k] = close
          script.ticker(one, 'fundingRate', (draw() - 0.5) / 1000, begin + 8 * 60 * minute)
          script.data(one, 0, [draw() - 0.5])
          script.bar(one, '1m', { open, high, low, close, volume: 1 + Math.round(draw() * 1e4) / 1e3 })
        }
      }
    },
    options,
  )
}

/** A repeatable chance in [0, 1): MINSTD. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** One row as a leak reads it, of a bar mostly. */
export interface SeenRow {
  readonly time: Micros
  readonly close: number
  readonly high: number
  readonly low: number
  readonly volume: number
}

/** Every row of a kind, with the future: what a leak gets by opening the recording for itself. */
export function allRows(recording: Recording, instrument = 0, kind: number = Kind.bar): SeenRow[] {
  const numbers = recording.instruments.map((_, place) => (place === instrument ? 0 : -1))
  const lane = recording.open(numbers, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
  const rows: SeenRow[] = []
  const take = ({ head, tail }: Lane) => {
    for (let row = head; row < tail; row++) if (lane.kind[row] === kind) rows.push(rowOf(lane, row))
    lane.head = tail
  }
  take(lane)
  while (lane.refill?.() === true) take(lane)
  return rows
}

function rowOf({ receivedTime, price, a, b, quantity, kind }: Lane, row: number): SeenRow {
  const isBar = kind[row] === Kind.bar
  const close = isBar || kind[row] === Kind.trade ? price[row]! : a[row]!
  return { time: receivedTime[row]!, close, high: a[row]!, low: b[row]!, volume: quantity[row]! }
}
