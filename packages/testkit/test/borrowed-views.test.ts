import { type Desk, defineStrategy, type Strategy } from '@botyard/core'
import { expect, test } from 'vitest'
import { minuteBars, wholeRun } from './whole-run.ts'

const fields = [
  'handle',
  'state',
  'lots',
  'filledLots',
  'priceUnits',
  'side',
  'price',
  'quantity',
  'owner',
  'fee',
  'code',
  'paid',
]

/** Tries to write whatever a strategy could; returns how often it succeeded. */
function scribble(view: object): number {
  let written = 0
  for (const name of new Set([...Object.keys(view), ...fields]))
    try {
      ;(view as Record<string, unknown>)[name] = 7
      written++
    } catch (error) {
      expect(error).toBeInstanceOf(TypeError)
    }
  return written
}

const bars = minuteBars({ BTCUSDT: Array.from({ length: 40 }, (_, i) => 100 + (i % 7)) })

/** Trades a little of everything, and shows every view it gets. */
const trader = (see: (view: object) => void, name = 'trader') =>
  defineStrategy({
    name,
    create(desk: Desk): Strategy {
      desk.bars('1m')
      let count = 0
      return {
        onBar() {
          const order = desk.order(count++ % 4 < 2 ? desk.buy(0.1, 90) : desk.sell(0.2))
          if (order !== undefined) see(order)
          see(desk.position)
          see(desk.account())
          see(desk.account().balance('USDT'))
          if (count % 5 === 0) desk.cancelAll()
          if (count % 9 === 0) desk.buy(Number.NaN)
        },
        onOrder: see,
        onFill: see,
        onRefused: see,
      }
    },
  })()

test('whatever a strategy tries to write to what it was given, the run is the same', async () => {
  let [seen, written] = [0, 0]
  const quiet = await wholeRun({ strategies: [trader(() => {})] }, bars)
  const loud = await wholeRun(
    {
      strategies: [
        trader((view) => {
          seen++
          written += scribble(view)
        }),
      ],
    },
    bars,
  )
  expect(seen).toBeGreaterThan(100)
  expect(written).toBe(0)
  expect(loud.fills).toEqual(quiet.fills)
  expect(loud.orders).toEqual(quiet.orders)
  expect(loud.result.hash).toBe(quiet.result.hash)
})

test('a strategy that writes to an order is told, by its name and callback', async () => {
  const writing = trader((view) => void Object.assign(view, { state: 'filled' }), 'writing')
  const { lines } = await wholeRun({ strategies: [writing] }, bars)
  expect(lines.join('\n')).toMatch(/BY2103 strategy "writing@.* failed in onOrder, .*TypeError: Cannot set property state/)
})

test('a fill and a refusal can be copied, and the copy keeps what the next one overwrites', async () => {
  const copies: object[] = []
  const { fills } = await wholeRun({ strategies: [trader((view) => 'fee' in view && copies.push({ ...view }))] }, bars)
  expect(copies).toEqual(fills)
})
