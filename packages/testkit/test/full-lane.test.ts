import { defineStrategy } from '@botyard/core'
import { expect, test } from 'vitest'
import { MadeRecording } from '../src/index.ts'
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
