import { defineStrategy } from '@botyard/core'
import { expect, test } from 'vitest'
import { MadeRecording, scriptedMarket } from '../src/index.ts'
import { begin, wholeRun } from './whole-run.ts'

const idle = defineStrategy({ name: 'idle', create: () => ({}) })

test.each([null, undefined, 5, 'buy'])(
  'a wish of %j is refused like any other bad ticket, and nobody throws',
  async (nothing) => {
    const market = scriptedMarket(idle(), { hasBook: false })
    market.trade('BTCUSDT', 1, 100, 1)
    const desk = market.desk()
    const none = nothing as never
    expect([desk.send(none), desk.enter(1, none)].every((handle) => handle < 0)).toBe(true)
    desk.protect(none)
    desk.quotes(1, none, none, 1)
    desk.quotes(-1, new Float64Array(1), none, 1)
    await market.wait('1s')
    expect(market.refused.map(({ error }) => error)).toEqual(Array(5).fill('BY4111'))
    expect(market.refused[0]!.reason).toBe('buy BTCUSDT: the ticket is no object')
  },
)

test('a timer that sets itself again for the same instant is told by the name of its strategy', async () => {
  const spinning = defineStrategy({
    name: 'spinning',
    create(desk) {
      const spin = () => void desk.clock.after('0s', spin)
      return { onTrade: spin }
    },
  })
  const trades = new MadeRecording(['BTCUSDT'], (script, [instrument]) => {
    for (const second of [0, 1]) {
      script.at(begin + second * 1_000_000)
      script.trade(instrument, 1, 100, 1)
    }
  })
  const { failure } = await wholeRun({ strategies: [spinning()] }, trades)
  expect(failure).toMatchObject({ code: 'BY2109', details: { who: 'spinning@sim:linear:BTCUSDT' } })
})
