import { type BotyardError, definePlugin, defineStrategy, Env, token } from '@botyard/core'
import { expect, test } from 'vitest'
import { FakeEnv } from './fake-env.ts'
import { scriptedMarket } from './scripted-market.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    return (error as BotyardError).code
  }
  return 'none'
}

test('time passes when the test says so, and timers fire in order, each at its own time', async () => {
  const env = new FakeEnv()
  const begin = env.wall()
  const log: string[] = []
  const note = (name: string) => () => void log.push(`${name} at ${(env.wall() - begin) / 1e6}`)
  env.timer(2_000_000, note('late'))
  env.timer(1_000_000, () => {
    note('early')()
    env.timer(500_000, note('caused'))
  })
  env.timer(5_000_000, note('never'))
  const forget = env.timer(1_500_000, note('forgotten'))
  forget()
  forget()
  expect(log).toEqual([])
  await env.pass('3s')
  expect(log).toEqual(['early at 1', 'caused at 1.5', 'late at 2'])
  expect([env.wall() - begin, env.monotonic() / 1000 - begin, env.waiting]).toEqual([3_000_000, 3_000_000, 1])
})

test('chance repeats by seed and stream', () => {
  const draws = (seed: number, stream: string) => {
    const next = new FakeEnv({ seed }).random(stream)
    return [next(), next(), next()]
  }
  expect(draws(1, 'a')).toEqual(draws(1, 'a'))
  expect(draws(1, 'a')).not.toEqual(draws(1, 'b'))
  expect(draws(1, 'a')).not.toEqual(draws(2, 'a'))
})

test('the other end of a connection is the test; after its end nothing is heard or sent', () => {
  const env = new FakeEnv()
  const heard: string[] = []
  const wire = env.connect('wss://venue', {
    open: () => void heard.push('open'),
    bytes: (frame) => void heard.push(new TextDecoder().decode(frame)),
    close: (reason) => void heard.push(`close: ${reason}`),
  })
  const [other] = env.wires
  other?.open()
  wire.bytes(bytes('ping'))
  other?.say('pong')
  other?.fall('reset')
  other?.say('late')
  wire.bytes(bytes('late'))
  wire.close('bye')
  expect(heard).toEqual(['open', 'pong', 'close: reset'])
  expect(other).toMatchObject({ url: 'wss://venue', sent: [bytes('ping')], isClosed: true })
})

test('requests are answered by the test, and by an unavailable server while it gives no answer', async () => {
  const env = new FakeEnv()
  const call = { method: 'GET', url: 'https://venue/time', headers: {} }
  expect((await env.request(call)).status).toBe(503)
  env.answer = ({ url }) => ({ status: 200, body: bytes(url) })
  expect(await env.request(call)).toEqual({ status: 200, body: bytes(call.url) })
  expect(env.calls).toEqual([call, call])
})

test('files append, are renamed and removed, and refuse as those of a disk do', async () => {
  const { disk } = new FakeEnv()
  const file = disk.open('/state/journal', true)
  file.write(bytes('one '))
  disk.open('/state/journal', false).write(bytes('two'))
  const into = new Uint8Array(5)
  expect([file.size, file.read(4, into), new TextDecoder().decode(into.subarray(0, 3))]).toEqual([7, 3, 'two'])
  disk.rename('/state/journal', '/state/old')
  expect(disk.list('/state')).toEqual(['old'])
  expect(codeOf(() => disk.open('/state/journal', false))).toBe('BY6002')
  expect(codeOf(() => disk.remove('/state/journal'))).toBe('BY6009')
  const old = disk.open('/state/old', false)
  disk.isFull = true
  expect(codeOf(() => old.write(bytes('!')))).toBe('BY6009')
  disk.syncFails = true
  expect(await new Promise((done) => old.sync(done))).toBe(true)
  old.close()
  expect(codeOf(() => old.size)).toBe('BY6010')
  expect(disk.bytesOf('/state/old')).toEqual(bytes('one two'))
})

test('a plugin brings it into a bot', () => {
  const env = new FakeEnv({ seed: 7 })
  const machine = definePlugin({ name: 'machine', provides: [Env], setup: (host) => host.provide(Env, [], () => env) })
  const Dice = token<() => number>('Dice')
  const drawn: number[] = []
  const dice = definePlugin({
    name: 'dice',
    requires: [Env],
    provides: [Dice],
    setup(host) {
      host.provide(Dice, [Env], (machine) => machine.random('dice'))
      host.on('fill', () => void drawn.push(host.get(Dice)()))
    },
  })
  const buyer = defineStrategy({ name: 'buyer', create: (desk) => ({ onTrade: () => void desk.buy(0.1) }) })
  const market = scriptedMarket(buyer(), { plugins: [machine(), dice()] })
  market.book('BTCUSDT', [[99, 5]], [[100, 5]])
  market.trade('BTCUSDT', 1, 100, 1)
  expect(drawn).toEqual([env.random('dice')()])
})
