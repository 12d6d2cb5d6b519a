import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ColumnsWriter, openColumns } from '@botyard/columns'
import { type Bot, defineBot, defineStrategy, Flag, type Micros, type Side } from '@botyard/core'
import { makeSynthetic } from '@botyard/data'
import { sim } from '@botyard/sim'
import { atr, ema, obv, rsi } from '@botyard/strategies/indicators'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { backtestOn } from '../src/run/backtest.ts'
import { paperOn } from '../src/run/paper.ts'
import { prepare } from '../src/run/prepare.ts'

// A book in changes with a snapshot at every full hour, trades, and bars of a minute.
const folder = mkdtempSync(join(tmpdir(), 'botyard-later-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
// From 06:00, so that funding is paid in it.
const begin = Date.UTC(2024, 0, 1, 6) * 1000
const minute = 60_000_000
const path = makeSynthetic({
  out: join(folder, 'made.byc'),
  symbols: ['BTCUSDT'],
  from: begin,
  hours: 3,
  kinds: ['bars', 'trades', 'book'],
  bookPerSecond: 1,
})
const recording = openColumns(path)

interface Seen {
  readonly what: 'book' | 'bar'
  readonly time: Micros
  readonly state: string
  readonly levels: readonly number[]
  readonly others: readonly number[]
}

/** Writes down whatever it can see, and trades on some of it, from a time on only. */
const watcher = (seen: Seen[], from: Micros) =>
  defineStrategy({
    name: 'watcher',
    create(desk) {
      const [minutes, quarters] = [desk.bars('1m', { keep: 30 }), desk.bars('15m', { from: 'trades', keep: 3 })]
      const values = [
        desk.use(ema(minutes, 20)),
        desk.use(rsi(minutes, 14)),
        desk.use(atr(minutes, 14)),
        desk.use(obv(minutes)),
        desk.use(ema(quarters, 3)),
        desk.use(ema(desk.book, 500)),
        desk.use(ema(desk.trades, 200)),
      ]
      const [prices, quantities] = [new Float64Array(30), new Float64Array(30)]
      const side = (one: Side) => {
        const n = desk.book.copy(one, prices, quantities)
        return [...prices.subarray(0, n), ...quantities.subarray(0, n)]
      }
      const look = (what: Seen['what']) => {
        const { clock, book, trades } = desk
        if (clock.now() < from) return
        const bars = [minutes, quarters].flatMap((one) => [one.count, one.nextOpen, one.close, one.back(2).close, one.volume])
        const told = values.flatMap(({ value, ready }) => [value, Number(ready)])
        const others = [trades.price, ...bars, ...told]
        seen.push({ what, time: clock.now(), state: book.state, levels: [...side(1), ...side(-1)], others })
      }
      let messages = 0
      return {
        onBook: () => void (++messages % 97 === 1 && look('book')),
        onBar() {
          look('bar')
          if (desk.clock.now() < from || minutes.count % 5 !== 0) return
          if (desk.position.open) desk.exit('turn')
          else desk.enter(minutes.close > values[0]!.value ? 1 : -1, { quantity: 0.1 })
        },
      }
    },
  })()

const botOf = (seen: Seen[], from: Micros): Bot =>
  defineBot({
    name: 'later',
    venue: sim(),
    symbols: ['BTCUSDT'],
    strategies: [watcher(seen, from)],
    account: { start: 10_000, quote: 'USDT' },
  })

const bars = (seen: readonly Seen[]) => seen.filter(({ what }) => what === 'bar')

test('a run that begins later sees and does what the whole run does from then on, in every mode', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 61 * minute, max: 170 * minute }), async (after) => {
      const from = begin + after
      const [whole, later, paper, prepared]: [Seen[], Seen[], Seen[], Seen[]] = [[], [], [], []]
      const expected = await backtestOn(botOf(whole, from), recording)
      const tested = await backtestOn(botOf(later, from), recording, { from })
      const replayed = await paperOn(botOf(paper, from), recording, { from, speed: 'max' })
      const run = await prepare(botOf(prepared, from), { data: path, from })
      const swept = await run()
      expect(bars(later).length).toBeGreaterThan(5)
      expect(bars(later)).toEqual(bars(whole))
      expect(bars(paper)).toEqual(bars(whole))
      expect(bars(prepared)).toEqual(bars(whole))
      expect(tested.trades).toEqual(expected.trades)
      expect([tested.funding, tested.exposure > 0]).toEqual([expected.funding, true])
      expect([tested.hash, replayed.hash, swept.hash]).toEqual([expected.hash, expected.hash, expected.hash])
      expect(tested.checks.find(({ name }) => name === 'warm-up')).toMatchObject({ passed: true })
      // Its first message of the book shows the book of then, which was told whole long before.
      expect(later.find(({ what }) => what === 'book')?.state).toBe('ready')
      expect(tested.bars).toBeLessThan(expected.bars)
    }),
    { numRuns: 4, examples: [[90 * minute + 1], [120 * minute]] },
  )
})

/** The same data without what came before a time, as a recorder that began then would have it, or one that lost the beginning. */
function cutAt(time: Micros, until = Number.POSITIVE_INFINITY): string {
  const { header, instruments } = recording
  const out = join(folder, `cut-${time}-${until}.byc`)
  const writer = new ColumnsWriter({ path: out, name: header.name, synthetic: true, instruments, overwrite: true })
  const lane = recording.open([0], time, until)
  while (lane.refill()) {
    for (let from = 0, row = 0; row < lane.tail; row++) {
      if ((lane.flags[row] & Flag.last) === 0) continue
      writer.message(lane, from, row + 1)
      from = row + 1
    }
  }
  return writer.finish()
}

test('a book that begins in the middle of its changes is not shown before its next snapshot', async () => {
  const [whole, cut]: [Seen[], Seen[]] = [[], []]
  const hour = begin + 60 * minute
  const from = hour - 10 * minute
  await backtestOn(botOf(whole, from), recording, { from })
  const { checks } = await backtestOn(botOf(cut, from), openColumns(cutAt(from)), { lookAhead: false })
  const books = cut.filter(({ what }) => what === 'book').map(({ time }) => time)
  expect(books.length).toBeGreaterThan(10)
  expect(Math.min(...books)).toBeGreaterThanOrEqual(hour)
  const shown = (seen: readonly Seen[]) =>
    bars(seen)
      .filter(({ time }) => time > hour)
      .map(({ levels }) => levels)
  expect(shown(cut).length).toBeGreaterThan(10)
  expect(shown(cut)).toEqual(shown(whole))
  const early = bars(cut).filter(({ time }) => time < hour)
  expect(early.map(({ state, levels }) => [state, levels])).toEqual(early.map(() => ['warming', []]))
  expect(checks.find(({ name }) => name === 'warm-up')).toMatchObject({ passed: true })
})

test('what the data before the start is too short for is told by a failed check', async () => {
  const from = begin + 70 * minute
  const { checks } = await backtestOn(botOf([], from), openColumns(cutAt(begin + 50 * minute)), { from: begin + 55 * minute })
  const check = checks.find(({ name }) => name === 'warm-up')
  expect(check?.passed).toBe(false)
  expect(check?.text).toMatch(/^warm-up incomplete: .*ema, which needs 20 steps of bars:\S*BTCUSDT\S*; /)
  expect(check?.text).toContain('and 3 more')
})

test('what never became ready, and a book that never was told whole, is told by a failed check', async () => {
  const from = begin + 10 * minute
  const { checks, orders } = await backtestOn(botOf([], from), openColumns(cutAt(from, begin + 50 * minute)))
  const check = checks.find(({ name }) => name === 'warm-up')
  expect(check?.text).toMatch(/^never ready: ema, .*; the book of sim:linear:BTCUSDT, which had no snapshot$/)
  expect([check?.passed, orders]).toEqual([false, 0])
})
