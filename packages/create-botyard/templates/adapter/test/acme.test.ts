import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  defineBot,
  defineStrategy,
  type HttpCall,
  type Interest,
  MarketFeed,
  OrderGateway,
  planBot,
  Refuse,
  wire,
} from '@botyard/core'
import { sim } from '@botyard/sim'
import { AcmeFeed } from '../src/feed.ts'
import { AcmeGateway } from '../src/gateway.ts'
import { acme } from '../src/index.ts'
import { draft, FakeAcme, instruments, lane, message, needs, rows } from './acme-exchange.ts'

const keys = { key: 'the-key', secret: 'the-secret' }

/** A feed that has asked for the book and the trades of BTCUSDT, and heard that it will get them. */
async function openFeed() {
  const exchange = new FakeAcme()
  const feed = new AcmeFeed(exchange, 'acme.example')
  const [instrument] = instruments()
  const interests = (['book', 'trades'] as const).map((kind): Interest => ({ instrument, kind }))
  const lanes = [lane(), lane()] as const
  const started = feed.start(lanes, interests)
  exchange.say('market', message('subscribed'))
  await started
  return { exchange, feed, lanes, tape: lanes[0] }
}

/** A gateway that is logged in. */
async function openGateway() {
  const exchange = new FakeAcme()
  const gateway = new AcmeGateway(exchange, { host: 'acme.example', keys: () => keys }, needs())
  const tape = lane()
  const started = gateway.start(tape)
  exchange.say('account', message('ready'))
  await started
  return { exchange, gateway, tape }
}

/** Lets answers to requests arrive. */
const arrived = () => new Promise((resolve) => setImmediate(resolve))
const bodyOf = (call: HttpCall) => new TextDecoder().decode(call.body)

test('rules are read with the scale that their steps need', async () => {
  const exchange = new FakeAcme()
  exchange.answers.push([200, message('instruments')])
  const [rules] = await new AcmeFeed(exchange, 'acme.example').instruments(['ETHUSDT'])
  assert.deepEqual([rules.priceScale, rules.lotScale, rules.tick, rules.minNotional], [100, 100, 0.01, 5])
})

test('a symbol that Acme does not have is refused with the nearest one', async () => {
  const exchange = new FakeAcme()
  exchange.answers.push([200, message('instruments')])
  await assert.rejects(new AcmeFeed(exchange, 'acme.example').instruments(['BTCUSD']), {
    code: 'BY3001',
    details: { venue: 'Acme', symbol: 'BTCUSD', closest: 'BTCUSDT' },
  })
})

test('the start asks for every topic and waits for the answer', async () => {
  const { exchange } = await openFeed()
  assert.deepEqual(
    exchange.said.map((said) => JSON.parse(said)),
    [{ op: 'subscribe', topics: ['book.BTCUSDT', 'trades.BTCUSDT'] }],
  )
})

test('a book and its change become rows on every lane', async () => {
  const { exchange, lanes } = await openFeed()
  exchange.say('market', message('whole book'))
  exchange.say('market', message('change'))
  const expected = [
    'clear 0 0 0 0 0',
    'level 1 420001 500 0 0',
    'level 1 420000 2000 0 0',
    'level -1 420003 250 0 0',
    'level 1 420001 0 0 0',
    'level -1 420002 750 0 0',
  ]
  for (const tape of lanes) assert.deepEqual(rows(tape), expected)
})

test('trades carry the side of the taker and both times', async () => {
  const { exchange, tape } = await openFeed()
  exchange.say('market', message('trades'))
  assert.deepEqual(rows(tape), ['trade -1 420001 100 0 0', 'trade 1 420003 2 0 0'])
  assert.deepEqual([tape.exchangeTime[0], tape.receivedTime[0]], [1_704_067_200_200_000, exchange.wall()])
})

test('after a gap the book is cleared and asked for again, and changes wait for it', async () => {
  const { exchange, feed, tape } = await openFeed()
  exchange.say('market', message('whole book'))
  const before = tape.tail
  exchange.say('market', message('change after a gap'))
  assert.deepEqual(rows(tape).slice(before), ['clear 0 0 0 0 0'])
  assert.deepEqual(JSON.parse(exchange.said[1]), { op: 'subscribe', topics: ['book.BTCUSDT'] })
  exchange.say('market', message('change'))
  assert.deepEqual([tape.tail, feed.gaps], [before + 1, 1])
})

test('what cannot be read is counted and never half written', async () => {
  const { exchange, feed, tape } = await openFeed()
  const otherShape = '{"topic":"book.BTCUSDT","sequence":1,"time":1,"bids":5}'
  for (const frame of ['not json', 'null', '{}', '[1]', otherShape]) exchange.say('market', frame)
  assert.deepEqual([tape.tail, feed.unread], [0, 5])
  exchange.say('market', message('price between two units'))
  assert.deepEqual([tape.tail, feed.unread], [0, 6])
})

test('a line that breaks is told on the tape', async () => {
  const { exchange, tape } = await openFeed()
  exchange.drop('market')
  assert.deepEqual(rows(tape), ['connection 0 0 0 0 0'])
})

test('an order is sent once, signed, in the exact decimals of its instrument', async () => {
  const { exchange, gateway } = await openGateway()
  exchange.answers.push([202, ''])
  gateway.submit(draft())
  await arrived()
  const [call] = exchange.calls
  const expected = {
    id: '1-1-1',
    name: 'BTCUSDT',
    side: 'buy',
    type: 'limit',
    quantity: '0.010',
    price: '41999.9',
    lifetime: 'gtc',
    postOnly: true,
    reduceOnly: false,
  }
  assert.deepEqual([exchange.calls.length, call.method, call.url], [1, 'POST', 'https://acme.example/v1/orders'])
  assert.deepEqual(JSON.parse(bodyOf(call)), expected)
  assert.match(call.headers['acme-signature'], /^[0-9a-f]{64}$/)
  assert.ok(!JSON.stringify([call.url, call.headers, bodyOf(call), exchange.said]).includes(keys.secret))
})

test('accepted, filled with its exact fee, cancelled', async () => {
  const { exchange, gateway, tape } = await openGateway()
  exchange.answers.push([202, ''], [202, ''])
  gateway.submit(draft())
  exchange.say('account', message('accepted'))
  exchange.say('account', message('fill'))
  gateway.cancel(1)
  exchange.say('account', message('cancelled'))
  await arrived()
  assert.deepEqual(rows(tape), ['accepted 0 0 0 0 1', 'fill 1 419999 4 900001 1', 'fee 0 0 0 33600 0', 'cancelled 0 0 4 0 1'])
  assert.deepEqual([exchange.calls[1].method, exchange.calls[1].url], ['DELETE', 'https://acme.example/v1/orders/1-1-1'])
})

test('a refusal arrives as the number that core knows it by', async () => {
  const { exchange, gateway, tape } = await openGateway()
  exchange.answers.push([400, '{"code":"POST_ONLY"}'])
  gateway.submit(draft())
  await arrived()
  assert.deepEqual(rows(tape), [`rejected 0 0 0 ${Refuse.postOnlyWouldTake} 1`])
})

test('silence and faults of Acme leave the outcome unknown, and nothing is sent twice', async () => {
  const { exchange, gateway, tape } = await openGateway()
  gateway.submit(draft())
  await arrived()
  exchange.answers.push([503, ''])
  gateway.submit(draft({ id: '1-2-1', handle: 2, slot: 1 }))
  await arrived()
  assert.deepEqual(rows(tape), ['unknown 0 0 0 0 1', 'unknown 0 0 0 0 2'])
  assert.equal(exchange.calls.length, 2)
})

test('evidence ends an unknown outcome', async () => {
  const { exchange, gateway, tape } = await openGateway()
  gateway.submit(draft())
  await arrived()
  exchange.answers.push([200, message('accepted')], [404, ''])
  gateway.ask(1)
  gateway.ask(1)
  await arrived()
  assert.deepEqual(rows(tape).slice(1), ['accepted 0 0 0 0 1', `rejected 0 0 0 ${Refuse.unknownOrder} 1`])
})

test('what it denies to support is refused', async () => {
  const { exchange, gateway, tape } = await openGateway()
  gateway.submit(draft({ type: 'stop' }))
  gateway.amend(draft())
  assert.deepEqual(rows(tape), [`rejected 0 0 0 ${Refuse.notSupported} 1`, `amendRefused 0 0 0 ${Refuse.notSupported} 1`])
  assert.equal(exchange.calls.length, 0)
})

test('fills of orders that are not ours are counted, not booked', async () => {
  const { exchange, gateway, tape } = await openGateway()
  exchange.say('account', message('fill of somebody else'))
  assert.deepEqual([tape.tail, gateway.unread], [0, 1])
})

test('a key that is refused says so without showing itself', async () => {
  const exchange = new FakeAcme()
  const gateway = new AcmeGateway(exchange, { host: 'acme.example', keys: () => keys }, needs())
  const started = gateway.start(lane())
  exchange.say('account', message('bad key'))
  await assert.rejects(
    started,
    (error: Error) => /BAD_SIGNATURE/.test(error.message) && !JSON.stringify(error).includes(keys.secret),
  )
})

test('a bot takes it as its venue, and a backtest puts the simulated exchange in its place', () => {
  const idle = defineStrategy({ name: 'idle', create: () => ({}) })
  const bot = defineBot({
    name: 'bot',
    venue: acme({ network: 'test' }),
    symbols: ['BTCUSDT'],
    account: { start: 1000, quote: 'USDT' },
    strategies: [idle()],
  })
  const live = wire(planBot(bot)).parts
  assert.ok(live.get(MarketFeed) instanceof AcmeFeed)
  assert.ok(live.get(OrderGateway)(needs()) instanceof AcmeGateway)
  const simulated = wire(planBot(bot, { override: [sim({}, { as: 'simulated' })] })).parts
  assert.ok(!(simulated.get(OrderGateway)(needs()) instanceof AcmeGateway))
})
