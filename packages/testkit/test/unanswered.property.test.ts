import { defineStrategy } from '@botyard/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scriptedMarket } from '../src/index.ts'
import { writtenLog } from './whole-run.ts'

// Orders rest far from the market, so nothing fills: whatever is lost, what the bot believes must become what the venue has.

const step = fc.oneof(
  fc.record({ what: fc.constantFrom('buy', 'sell'), far: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ what: fc.constantFrom('cancel', 'amend'), pick: fc.nat(20), far: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ what: fc.constantFrom('loseRequests', 'loseAnswers'), count: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ what: fc.constantFrom('disconnect', 'reconnect', 'cancelAll') }),
  fc.record({ what: fc.constant('wait'), time: fc.constantFrom('0s', '7ms', '1s', '3s', '6s', '11s') }),
)

test('whatever the line loses, every order ends as the venue has it, and nothing is sent twice', async () => {
  const idle = defineStrategy({ name: 'idle', create: () => ({}) })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 30 }), fc.constantFrom('0ms', '15ms'), async (steps, latency) => {
      const market = scriptedMarket(idle(), { plugins: [writtenLog()], latency: { entry: latency as '0ms', response: '5ms' } })
      market.book('BTCUSDT', [[100, 5]], [[200, 5]])
      const desk = market.desk()
      const handles: number[] = []
      for (const one of steps) {
        if (one.what === 'buy') handles.push(desk.buy(1, 50 - one.far))
        else if (one.what === 'sell') handles.push(desk.sell(1, 300 + one.far))
        else if (one.what === 'cancel' && 'pick' in one) desk.cancel(handles[one.pick % handles.length] ?? 0)
        else if (one.what === 'amend' && 'pick' in one) amend(one.pick, one.far)
        else if (one.what === 'loseRequests' && 'count' in one) market.loseRequests(one.count)
        else if (one.what === 'loseAnswers' && 'count' in one) market.loseAnswers(one.count)
        else if (one.what === 'disconnect') market.disconnect()
        else if (one.what === 'reconnect') market.reconnect()
        else if (one.what === 'cancelAll') desk.cancelAll()
        else if (one.what === 'wait' && 'time' in one) await market.wait(one.time as '1s')
      }
      function amend(pick: number, far: number): void {
        const handle = handles[pick % handles.length] ?? 0
        const order = desk.order(handle)
        if (order !== undefined) desk.amend(handle, 1, order.side === 1 ? 50 - far : 300 + far)
      }
      market.loseRequests(0)
      market.loseAnswers(0)
      market.reconnect()
      await market.wait('20s')
      const live = () =>
        handles.map((handle) => desk.order(handle)).filter((order) => order !== undefined && isAtVenue(order.state))
      for (const order of handles.map((handle) => desk.order(handle)))
        expect(order?.state).not.toMatch(/unknown|sent|amending|cancelling/)
      const buys = live().filter((order) => order?.side === 1).length
      expect(desk.account().worstCase(desk.instrument, 1)).toBe(buys)
      desk.cancelAll()
      await market.wait('20s')
      expect(live()).toEqual([])
      expect([desk.account().worstCase(desk.instrument, 1), desk.account().worstCase(desk.instrument, -1)]).toEqual([0, 0])
      // What the venue still had would trade now.
      market.trade('BTCUSDT', -1, 1, 1000)
      market.book('BTCUSDT', [[1, 1000]], [[2, 1000]])
      market.book('BTCUSDT', [[1000, 1000]], [[1001, 1000]])
      await market.wait('1s')
      expect(market.fills).toEqual([])
      expect(desk.position.flat).toBe(true)
    }),
    { numRuns: 40 },
  )
})

function isAtVenue(state: string): boolean {
  return state === 'open' || state === 'partial'
}
