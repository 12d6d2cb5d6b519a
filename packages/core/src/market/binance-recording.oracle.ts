import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { assert } from '../errors/assert.ts'
import { exactUnits } from './exact-units.oracle.ts'

/** Price in units and quantity in lots. */
export type RecordedLevel = readonly [units: number, lots: number]

/** A change of the book. A snapshot is one too: it replaces what was before it. */
export interface RecordedDepth {
  readonly isSnapshot: boolean
  /** Numbers of the first and the last change in it. */
  readonly first: number
  readonly last: number
  /** Number of the last change before it, where the venue says so. */
  readonly before: number | undefined
  readonly bids: readonly RecordedLevel[]
  readonly asks: readonly RecordedLevel[]
}

/** Best prices after the change with this number. */
export interface RecordedBest {
  readonly change: number
  readonly bid: RecordedLevel
  readonly ask: RecordedLevel
}

export interface RecordingDigits {
  readonly price: number
  readonly lot: number
}

type Pair = readonly [price: string, quantity: string]

/**
 * Reads a raw recording of Binance: changes of the book in the order in which a client applies them, and the best prices by number.
 * Changes that the snapshot already holds are left out, the first one after it must follow on it, and no later one may be missing.
 */
export function readRecording(file: string, digits: RecordingDigits): { depths: RecordedDepth[]; bests: RecordedBest[] } {
  const level = ([price, quantity]: Pair): RecordedLevel => [exactUnits(price, digits.price), exactUnits(quantity, digits.lot)]
  const diffs: RecordedDepth[] = []
  const bests: RecordedBest[] = []
  let snapshot: RecordedDepth | undefined
  for (const line of gunzipSync(readFileSync(file)).toString().split('\n')) {
    if (!/@depth|@bookTicker|lastUpdateId/.test(line)) continue
    const message = JSON.parse(line.slice(line.indexOf(' ') + 1))
    const data = message.data ?? message
    if (message.lastUpdateId !== undefined) {
      const bids = message.bids.map(level)
      snapshot = {
        isSnapshot: true,
        first: 0,
        last: message.lastUpdateId,
        before: undefined,
        bids,
        asks: message.asks.map(level),
      }
    } else if (data.e === 'depthUpdate') {
      diffs.push({
        isSnapshot: false,
        first: data.U,
        last: data.u,
        before: data.pu,
        bids: data.b.map(level),
        asks: data.a.map(level),
      })
    } else bests.push({ change: data.u, bid: level([data.b, data.B]), ask: level([data.a, data.A]) })
  }
  assert(snapshot !== undefined, 'the recording has a snapshot')
  const held = snapshot.last
  const after = diffs.filter((diff) => diff.last > held)
  assert((after[0].before ?? after[0].first - 1) <= held, 'the first change follows on the snapshot')
  for (let i = 1; i < after.length; i++) {
    const { before = after[i].first - 1 } = after[i]
    assert(before === after[i - 1].last, `nothing is missing before change ${after[i].first}`)
  }
  return { depths: [snapshot, ...after], bests }
}
