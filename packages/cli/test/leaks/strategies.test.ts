import { type Desk, Kind } from '@botyard/core'
import { expect, test } from 'vitest'
import { allRows, market, type SeenRow } from './market.ts'
import { lookAheadOf, sided } from './prove.ts'

// Strategies that open the recording for themselves, when they are made, and use more of it than they could have heard.

const made = market()
const bars = () => allRows(made)
/** The last row that was there at a time. */
const at = (rows: readonly SeenRow[], time: number) => rows.findLastIndex((row) => row.time <= time)
const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
const closes = (rows: readonly SeenRow[]) => rows.map(({ close }) => close)
const deviation = (values: readonly number[]) => Math.sqrt(mean(values.map((one) => (one - mean(values)) ** 2)))

/** What leaks: from all rows and the place of the newest, the side to take. Made anew in every run. */
type Read = (rows: readonly SeenRow[], now: number) => number
const reads: Readonly<Record<string, Read>> = {
  'future bar': (rows, now) => rows[now + 1]!.close - rows[now]!.close,
  'bar after ten': (rows, now) => (rows[now + 10]?.close ?? 0) - rows[now]!.close,
  'high of the next bar': (rows, now) => rows[now + 1]!.high - rows[now]!.close - (rows[now]!.close - rows[now + 1]!.low),
  'future volume': (rows, now) => (rows[now + 1]?.volume ?? 0) - rows[now]!.volume,
  'future volatility': (rows, now) =>
    deviation(closes(rows.slice(now, now + 6))) - deviation(closes(rows.slice(now - 5, now + 1))),
  'centred window': (rows, now) => mean(closes(rows.slice(Math.max(0, now - 3), now + 4))) - rows[now]!.close,
  'pivot that the next bars confirm': (rows, now) =>
    rows[now]!.low <= Math.min(...rows.slice(now + 1, now + 4).map(({ low }) => low)) ? 1 : -1,
  'resampled close': (rows, now) => rows[Math.ceil((now + 1) / 15) * 15 - 1]!.close - rows[now]!.close,
  'forming bar as closed': (rows, now) =>
    Math.max(...rows.slice(now - (now % 5), now - (now % 5) + 5).map(({ high }) => high)) - rows[now]!.high - 5,
  'z-score of the whole series': (rows, now) => mean(closes(rows)) - rows[now]!.close,
  'scaled by the highest and lowest of all': (rows, now) =>
    0.5 - (rows[now]!.close - Math.min(...closes(rows))) / (Math.max(...closes(rows)) - Math.min(...closes(rows))),
  'adjusted by the last price': (rows, now) => 1 - rows[now]!.close / rows.at(-1)!.close,
  'rank among all': (rows, now) => rows.filter(({ close }) => close > rows[now]!.close).length - rows.length / 2,
  'filled backwards': (rows, now) => (rows[now - (now % 7) + 7] ?? rows[now])!.close - rows[now]!.close,
  'smoothed forth and back': (rows, now) =>
    rows.slice(now).reduceRight((so, { close }) => so + 0.3 * (close - so), rows.at(-1)!.close) - rows[now]!.close,
  'parameter that was best over all': (rows, now) => rows[now]!.close - rows[Math.max(0, now - best(rows))]!.close,
  'trend line through all': (rows, now) => trend(rows, now) - rows[now]!.close,
}

/** The look-back whose momentum would have made most. */
function best(rows: readonly SeenRow[]): number {
  const made = (back: number) =>
    rows
      .slice(back, -1)
      .reduce((sum, { close }, i) => sum + Math.sign(close - rows[i]!.close) * (rows[i + back + 1]!.close - close), 0)
  return [1, 2, 3, 5, 8, 13].reduce((so, back) => (made(back) > made(so) ? back : so), 1)
}

/** Where a straight line through all closes is at a place. */
function trend(rows: readonly SeenRow[], now: number): number {
  const middle = (rows.length - 1) / 2
  const rise =
    rows.reduce((sum, { close }, i) => sum + (i - middle) * close, 0) / rows.reduce((sum, _, i) => sum + (i - middle) ** 2, 0)
  return mean(closes(rows)) + rise * (now - middle)
}

const others: Readonly<Record<string, (desk: Desk) => () => number>> = {
  'future trade': (desk) => ahead(desk, allRows(made, 0, Kind.trade)),
  'future funding': (desk) => {
    const rates = allRows(made, 0, Kind.ticker)
    return () => rates[at(rates, desk.clock.now()) + 1]?.close ?? 0
  },
  'another market that leads': (desk) => ahead(desk, allRows(made, 1)),
  'data that is not told yet': (desk) => {
    const moods = allRows(made, 0, Kind.data)
    return () => moods[at(moods, desk.clock.now()) + 1]?.close ?? 0
  },
  'time of the highest price': (desk) => {
    const rows = bars().slice(0, 12)
    const highest = rows.reduce((so, row) => (row.high > so.high ? row : so))
    return () => (desk.clock.now() < highest.time ? 1 : -1)
  },
}

function ahead(desk: Desk, rows: readonly SeenRow[]): () => number {
  return () => {
    const now = at(rows, desk.clock.now())
    return (rows[now + 1]?.close ?? 0) - rows[now]!.close
  }
}

const read = (leak: Read) => (desk: Desk) => {
  const rows = bars()
  return () => {
    const now = at(rows, desk.clock.now())
    return now + 1 < rows.length ? leak(rows, now) : 0
  }
}

const leaks = Object.entries({
  ...Object.fromEntries(Object.entries(reads).map(([name, leak]) => [name, read(leak)])),
  ...others,
})

/** A leak that the few early cut points do not find: what it knows is one number of a few, and seldom becomes another one. */
const quiet = new Set(['parameter that was best over all'])

test.each(leaks)('%s is caught', async (name, make) => {
  const check = await lookAheadOf({ strategies: [sided('leak', make)], recording: made }, quiet.has(name))
  expect(check, name).toMatchObject({ passed: false, text: expect.stringMatching(/^BY8001 Strategy "leak@\S+" knew the future/) })
})
