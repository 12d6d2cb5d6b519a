import { defineStrategy } from '@botyard/core'
import { expect, test } from 'vitest'
import { MadeRecording, scriptedMarket } from '../src/index.ts'
import { begin, wholeRun } from './whole-run.ts'

const second = 1_000_000

/** One large resting order, filled in so many small parts while the first answer is still on its way. */
function partsOf(count: number): MadeRecording {
  return new MadeRecording(['BTCUSDT'], (script, [instrument]) => {
    for (let i = 0; i < count + 2; i++) {
      script.at(begin + i * 1000)
      script.trade(instrument, -1, i < 2 ? 100 : 98, 0.001)
    }
    script.at(begin + 3600 * second)
    script.trade(instrument, 1, 100, 0.001)
  })
}

const once = (orders: number) => {
  let sent = false
  return {
    strategies: [
      defineStrategy({
        name: 'patient',
        create: (desk) => ({
          onTrade() {
            if (!sent) desk.buy(50, 99)
            sent = true
          },
        }),
      })(),
    ],
    capacity: { orders },
    latency: { entry: '0ms', response: '30m' },
  } as const
}

test('a run whose answers find no room ends with an error, because one of them may be a fill', async () => {
  const recording = partsOf(9000)
  const { failure } = await wholeRun(once(1024), recording)
  expect(failure).toMatchObject({ code: 'BY4305', details: { limit: 16_384 } })
})

test('room for more orders is room for more answers, and then each part is booked', async () => {
  const { failure, result } = await wholeRun(once(8192), partsOf(9000))
  expect(failure).toBeUndefined()
  expect(result.fills).toBe(9000)
})

test('a made recording that finds no room for its rows is refused instead of being short', () => {
  const write = (trades: number) => () =>
    new MadeRecording(
      ['BTCUSDT'],
      (script, [instrument]) => {
        for (let i = 0; i < trades; i++) script.trade(instrument, 1, 100, 1)
      },
      { rowsMax: 10 },
    )
  expect(write(10)).not.toThrow()
  expect(write(11)).toThrow(/^BY1104 .*11/)
})

/** Orders at every trade, so that answers are always under way. */
const busy = defineStrategy({
  name: 'busy',
  create(desk) {
    let trades = 0
    return { onTrade: () => void (trades++ % 2 === 0 ? desk.buy(0.001) : desk.sell(0.001)) }
  },
})

test('answers are heard for ever, also when some are always under way', async () => {
  const trades = 10_000
  const recording = new MadeRecording(['BTCUSDT'], (script, [instrument]) => {
    for (let i = 0; i < trades; i++) {
      script.at(begin + (i * second) / 2)
      script.trade(instrument, 1, 100, 1)
    }
  })
  const latency = { entry: '10ms', response: '3s' } as const
  const { failure, result } = await wholeRun({ strategies: [busy()], latency }, recording)
  expect(failure).toBeUndefined()
  expect(result.fills).toBe(trades)
  expect(result.checks.filter(({ passed }) => !passed)).toEqual([])
})

test('a scripted market too ends with an error at the row whose answer finds no room', () => {
  const { strategies, latency } = once(1024)
  const market = scriptedMarket(strategies, { latency, hasBook: false })
  let parts = 0
  const fill = () => {
    for (; parts < 9000; parts++) market.trade('BTCUSDT', -1, parts < 2 ? 100 : 98, 0.001)
  }
  expect(fill).toThrow(/^BY4305 .*with room for 16384/)
  expect(parts).toBe(8193)
})

test('a message that is larger than a scripted market can take is refused instead of being cut', () => {
  const market = scriptedMarket(busy())
  const levels = Array.from({ length: 1 << 14 }, (_, i) => [100 + i, 1] as const)
  expect(() => market.book('BTCUSDT', [], levels)).toThrow(/^BY1104 .*16385/)
})
