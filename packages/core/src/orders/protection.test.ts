import { expect, test } from 'vitest'
import { Kind } from '../engine/tape-kinds.ts'
import type { OrderHandle } from '../ports/orders.ts'
import type { Protection } from '../ports/strategy.ts'
import { OrderScene } from './order-scene.oracle.ts'

// What stands for a position, read from what reached the venue. The venue here links nothing and cuts nothing: the desk must do without.

/** What works at the venue: type, side, lots left, and the price or trigger in units. */
function standing(scene: OrderScene) {
  return [...scene.venue.working].map(([handle, { lots, filledLots }]) => {
    const order = scene.floor.pool.find(handle)!
    return [order.type, order.side, lots - filledLots, order.priceUnits + order.triggerUnits, order.reduceOnly] as const
  })
}

function protectedScene(protection: Protection, lots = 1000, owners = [{ name: 'a' }]): OrderScene {
  const scene = new OrderScene({ owners })
  scene.hold(lots)
  scene.desk.protect(protection)
  scene.calm()
  return scene
}

/** Lots left of the orders that would sell. */
const guards = (scene: OrderScene) => standing(scene).flatMap(([, side, left]) => (side === -1 ? [left] : []))
const leg = (scene: OrderScene, name: 'stop' | 'trail' | 'target'): OrderHandle => scene.desk.protection.save()[name]
const whats = (scene: OrderScene, from: number) => scene.venue.messages.slice(from).map(({ what, type }) => `${what} ${type}`)

test('a position gets its stop and its target, linked to each other, on the other side and only reducing', () => {
  const scene = protectedScene({ stop: 95, target: 110 })
  expect(standing(scene)).toEqual([
    ['stop', -1, 1000, 9500, true],
    ['limit', -1, 1000, 11_000, true],
  ])
  expect(scene.venue.messages[1].link).toBe(leg(scene, 'stop'))
  const short = protectedScene({ stop: 105, target: 90, by: 'mark' }, -500)
  expect(standing(short)).toEqual([
    ['stop', 1, 500, 10_500, true],
    ['limit', 1, 500, 9000, true],
  ])
  expect(short.venue.messages[0].by).toBe('mark')
})

test('prices off the tick are rounded towards the position', () => {
  expect(standing(protectedScene({ stop: 95.01, target: 110.01 })).map(([, , , units]) => units)).toEqual([9505, 11_005])
  expect(standing(protectedScene({ stop: 105.04, target: 89.99 }, -1000)).map(([, , , units]) => units)).toEqual([10_500, 8995])
})

test('a fixed stop, a trailing one and a target stand together and know each other', () => {
  const scene = protectedScene({ stop: 90, trail: '3%', target: 120 })
  expect(standing(scene).map(([type]) => type)).toEqual(['stop', 'trailing', 'limit'])
  expect(scene.venue.messages.map(({ trail }) => trail)).toEqual([0, 0.03, 0])
  expect(scene.venue.messages.every(({ link }, i) => i === 0 || link !== 0)).toBe(true)
  for (let i = 0; i < 3; i++) scene.desk.protect({ stop: 90, trail: '3%', target: 120 })
  scene.calm()
  expect(scene.venue.messages).toHaveLength(3)
})

test('it follows the size, up with every fill of an entry and down with every part that leaves', () => {
  for (const owners of [[{ name: 'a' }], [{ name: 'a' }, { name: 'b' }]]) {
    const scene = new OrderScene({ owners })
    const entry = scene.desk.enter(1, { quantity: 1, limit: 99 })
    scene.calm()
    scene.fill(entry, 300)
    scene.desk.protect({ stop: 95, target: 110 })
    scene.calm()
    for (const lots of [400, 300]) {
      scene.fill(entry, lots)
      scene.calm()
      expect(guards(scene)).toEqual([scene.lots(), scene.lots()])
    }
    const part = scene.desk.exit('part', 0.5)
    scene.calm()
    scene.fill(part)
    scene.calm()
    // One that only reduces is cut by the venue; where others trade too the desk has to do it.
    expect(guards(scene)).toEqual(owners.length === 1 ? [1000, 1000] : [500, 500])
  }
})

test('on a symbol that others trade too, orders are not reduce-only, count once, and pass whatever the rules say', () => {
  const scene = new OrderScene({ owners: [{ name: 'a' }, { name: 'b' }] })
  scene.hold(1000)
  scene.floor.risk.state = 'reducing'
  scene.desk.protect({ stop: 95, target: 110 })
  scene.calm()
  expect(standing(scene)).toEqual([
    ['stop', -1, 1000, 9500, false],
    ['limit', -1, 1000, 11_000, false],
  ])
  expect([scene.told, scene.floor.exposure.openLots(0, -1)]).toEqual([[], 1000])
})

test('when one fills the other goes, both ways', () => {
  for (const [filled, other] of [
    ['stop', 'target'],
    ['target', 'stop'],
  ] as const) {
    const scene = protectedScene({ stop: 95, target: 110 })
    const [first, second] = [leg(scene, filled), leg(scene, other)]
    scene.fill(first)
    scene.calm()
    expect([scene.lots(), scene.state(first), scene.state(second)]).toEqual([0, 'filled', 'cancelled'])
    scene.hold(1000)
    scene.desk.buy(1, 99)
    scene.calm()
    expect(standing(scene)).toEqual([['limit', 1, 1000, 9900, false]])
  }
})

test('a part of the target that fills leaves a stop of what is left', () => {
  const scene = protectedScene({ stop: 95, target: 110 }, 1000, [{ name: 'a' }, { name: 'b' }])
  scene.fill(leg(scene, 'target'), 400)
  scene.calm()
  expect(standing(scene).map(([type, , left]) => [type, left])).toEqual([
    ['limit', 600],
    ['stop', 600],
  ])
  expect(scene.venue.messages.at(-1)).toMatchObject({ type: 'stop', link: leg(scene, 'target') })
})

test('a position that turns is another one: its protection is forgotten', () => {
  const scene = protectedScene({ stop: 95, target: 110 })
  const turn = scene.desk.enter(-1, { quantity: 1 })
  scene.calm()
  scene.fill(turn)
  scene.calm()
  expect([scene.lots(), standing(scene)]).toEqual([-1000, []])
})

test('declaring it again changes only what differs', () => {
  const changes: readonly [Protection, readonly string[]][] = [
    [{ stop: 95, target: 110 }, []],
    [{ stop: 95.001, target: 109.999 }, ['cancel stop', 'submit stop']],
    [{ stop: 95.05, target: 111 }, ['cancel limit', 'submit limit']],
    [{ stop: 95.05, target: 111, by: 'mark' }, ['cancel stop', 'submit stop']],
    [{ trail: '2%', target: 111, by: 'mark' }, ['cancel stop', 'submit trailing']],
    [{ trail: 0.02, target: 111, by: 'mark' }, []],
    [{ trail: '3%', target: 111, by: 'mark' }, ['cancel trailing', 'submit trailing']],
    [{ trail: '3%' }, ['cancel limit', 'cancel trailing', 'submit trailing']],
    [{}, ['cancel trailing']],
  ]
  const scene = protectedScene({ stop: 95, target: 110 })
  for (const [protection, sent] of changes) {
    const from = scene.venue.messages.length
    scene.desk.protect(protection)
    scene.calm()
    expect(whats(scene, from).sort(), JSON.stringify(protection)).toEqual(sent)
  }
})

test('a wish for a position on its way waits for it, and falls with its entry', () => {
  const scene = new OrderScene()
  const entry = scene.desk.enter(-1, { quantity: 1 })
  scene.desk.protect({ stop: 105 })
  scene.calm()
  expect(standing(scene).map(([type]) => type)).toEqual(['market'])
  scene.fill(entry, 600)
  scene.calm()
  expect(standing(scene).at(-1)).toEqual(['stop', 1, 600, 10_500, true])

  const other = new OrderScene()
  const second = other.desk.enter(1, { quantity: 1, limit: 99 })
  other.desk.protect({ stop: 95 })
  other.calm()
  other.desk.cancel(second)
  other.calm()
  other.hold(1000)
  other.desk.buy(1, 98)
  other.calm()
  expect(standing(other).map(([type]) => type)).toEqual(['limit'])
})

test('a wish for no position is refused, but withdrawing one that is not there is not', () => {
  const scene = new OrderScene()
  scene.desk.protect({ stop: 95 })
  scene.desk.protect({})
  scene.calm()
  expect(scene.told.map(({ error }) => error)).toEqual(['BY4110'])
})

test('a protective order that the venue turns down is placed once more, then the strategy hears that its position stands without', () => {
  const scene = new OrderScene()
  scene.hold(1000)
  scene.desk.protect({ stop: 95, target: 110 })
  scene.settle()
  scene.venue.arrive('refused')
  scene.calm()
  expect(standing(scene).map(([type]) => type)).toEqual(['limit', 'stop'])
  scene.hear({ kind: Kind.cancelled, handle: leg(scene, 'stop') })
  scene.calm()
  expect(standing(scene).map(([type]) => type)).toEqual(['limit', 'stop'])
  expect(scene.venue.messages.filter(({ type }) => type === 'stop')).toHaveLength(2)
  expect(scene.told.map(({ error, reason }) => [error, reason])).toEqual([
    ['BY4122', 'stop'],
    ['BY4122', expect.stringContaining('the position has no stop')],
  ])
  scene.desk.protect({ stop: 95, target: 110 })
  scene.calm()
  expect(scene.venue.messages.filter(({ type }) => type === 'stop')).toHaveLength(2)
  scene.desk.protect({ stop: 94, target: 110 })
  scene.calm()
  expect(scene.venue.messages.filter(({ type }) => type === 'stop')).toHaveLength(3)
})

test('a rejection that never ends does not hold up the bot', () => {
  const scene = new OrderScene()
  scene.hold(1000)
  scene.desk.protect({ stop: 95, trail: '2%', target: 110 })
  scene.settle()
  for (let i = 0; i < 50; i++) {
    scene.venue.arrive('refused')
    scene.hearNext()
  }
  expect(scene.venue.messages).toHaveLength(6)
  expect(scene.told.filter(({ reason }) => reason.includes('the position has no'))).toHaveLength(3)
})

test('one that its own strategy cancels with all others is placed again, as often as that happens', () => {
  const scene = protectedScene({ stop: 95 })
  for (let i = 0; i < 4; i++) {
    scene.desk.cancelAll()
    scene.calm()
    expect(standing(scene).map(([type]) => type)).toEqual(['stop'])
  }
  expect(scene.told).toEqual([])
})

test('an order whose cancel is refused does not lie in wait for the next position', () => {
  const scene = protectedScene({ stop: 95 })
  const stop = leg(scene, 'stop')
  const out = scene.desk.exit('out')
  scene.calm()
  scene.fill(out)
  scene.venue.arrive('refused')
  scene.hearNext()
  expect(scene.told.map(({ order }) => order)).toEqual([stop])
  scene.calm()
  expect([scene.state(stop), standing(scene)]).toEqual(['cancelled', []])

  const stubborn = protectedScene({ stop: 95 })
  stubborn.desk.protect({ stop: 94 })
  stubborn.settle()
  for (let i = 0; i < 20; i++) {
    stubborn.venue.arrive(stubborn.venue.asked[0]?.what === 'cancel' ? 'refused' : 'done')
    stubborn.hearNext()
  }
  expect(stubborn.venue.messages.map(({ what }) => what)).toEqual(['submit', 'cancel', 'submit', 'cancel', 'cancel'])
})

test('a protective order of unknown outcome is left alone until there is evidence', () => {
  const scene = new OrderScene()
  scene.hold(1000)
  scene.desk.protect({ stop: 95 })
  scene.settle()
  const stop = leg(scene, 'stop')
  scene.hear({ kind: Kind.unknown, handle: stop })
  scene.desk.protect({ stop: 95 })
  scene.settle()
  expect(scene.venue.messages).toHaveLength(1)
  scene.hear({ kind: Kind.rejected, handle: stop, a: 9 })
  expect(scene.venue.messages).toHaveLength(2)
})

test('what it stands for survives a restart', () => {
  const scene = protectedScene({ stop: 95, trail: '2%', target: 110 })
  const saved = JSON.parse(JSON.stringify(scene.desk.save()))
  scene.desk.restore(saved)
  expect(scene.desk.save()).toEqual(saved)
  scene.desk.follow()
  scene.calm()
  expect(scene.venue.messages).toHaveLength(3)
})
