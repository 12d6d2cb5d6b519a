import { expect, test } from 'vitest'
import { FakeEnv } from '../engine/fake-env.oracle.ts'
import { BotyardError, throwAll } from '../errors/botyard-error.ts'
import { Lifecycle } from './lifecycle.ts'

const second = 1_000_000

function scene() {
  const env = new FakeEnv()
  const lifecycle = new Lifecycle(() => env)
  const log: string[] = []
  const step = (name: string, ends?: unknown) => async () => {
    log.push(name)
    if (ends !== undefined) throw ends
  }
  return { env, lifecycle, log, step }
}

const outcome = (promise: Promise<void>): Promise<string> =>
  promise.then(
    () => 'well',
    (error: Error) => error.message,
  )

test('steps start in the order in which they were given and stop in the opposite one, one after the other', async () => {
  const { lifecycle, log, env } = scene()
  const slow = (name: string) => () => new Promise<void>((resolve) => void env.timer(second, () => resolve(void log.push(name))))
  for (const name of ['store', 'feed', 'bell']) {
    lifecycle.onStart(name, slow(`${name} starts`))
    lifecycle.onStop(name, slow(`${name} stops`))
  }
  const started = lifecycle.start()
  await env.pass(3 * second)
  await started
  const stopped = lifecycle.stop()
  await env.pass(3 * second)
  await stopped
  expect(log).toEqual(['store starts', 'feed starts', 'bell starts', 'bell stops', 'feed stops', 'store stops'])
  expect(env.waiting).toBe(0)
})

test('stopping twice stops once, also while the first is under way', async () => {
  const { lifecycle, log, step } = scene()
  lifecycle.onStop('store', step('stops'))
  await Promise.all([lifecycle.stop(), lifecycle.stop()])
  await lifecycle.stop()
  expect(log).toEqual(['stops'])
})

test('a failed start stops what had started, the one that failed included, and nothing that had not', async () => {
  const { lifecycle, log, step } = scene()
  lifecycle.onStart('store', step('store starts'))
  lifecycle.onStop('store', step('store stops'))
  lifecycle.onStop('plain', step('plain stops'))
  lifecycle.onStart('feed', step('feed fails', new TypeError('no route')))
  lifecycle.onStop('feed', step('feed stops'))
  lifecycle.onStart('bell', step('bell starts'))
  lifecycle.onStop('bell', step('bell stops'))
  expect(await outcome(lifecycle.start())).toMatch(/^BY2005 The plugin feed failed in onStart: no route/)
  expect(log).toEqual(['store starts', 'feed fails', 'feed stops', 'plain stops', 'store stops'])
  await lifecycle.stop()
  expect(log).toHaveLength(5)
})

test('one that fails to stop never skips the next, and all failures come out together', async () => {
  const { lifecycle, log, step } = scene()
  lifecycle.onStop('a', step('a', new TypeError('first')))
  lifecycle.onStop('b', step('b'))
  lifecycle.onStop('c', step('c', 'a text'))
  const failed = await outcome(lifecycle.stop())
  expect(log).toEqual(['c', 'b', 'a'])
  expect(failed).toMatch(
    /^2 problems\n.*BY2005 The plugin c failed in onStop: a text\n.*BY2005 The plugin a failed in onStop: first/,
  )
})

test('what fails at the start comes out together with what fails while stopping again', async () => {
  const { lifecycle, step } = scene()
  lifecycle.onStop('store', step('store stops', new TypeError('disk full')))
  lifecycle.onStart('feed', step('feed starts', new TypeError('no route')))
  expect(await outcome(lifecycle.start())).toMatch(
    /^2 problems\n.*feed failed in onStart: no route\n.*store failed in onStop: disk full/,
  )
})

test('problems with a code of their own come out as they are, several too', async () => {
  const { lifecycle } = scene()
  const problem = (plugin: string) => new BotyardError('BY2006', { plugin, token: 'Store' })
  lifecycle.onStart('one', () => {
    throw problem('one')
  })
  lifecycle.onStop('one', () => throwAll([problem('two'), problem('three')]))
  expect(await outcome(lifecycle.start())).toMatch(/^3 problems\n.*BY2006 one .*\n.*BY2006 two .*\n.*BY2006 three /)
})

test('a step that does not end is left at its deadline; a stop goes on with the next', async () => {
  const { lifecycle, log, env, step } = scene()
  lifecycle.onStop('a', step('a stops'))
  lifecycle.onStop('b', () => new Promise(() => {}))
  lifecycle.onStart('b', () => new Promise(() => {}))
  const started = outcome(lifecycle.start())
  await env.pass(10 * second - 1)
  expect(log).toEqual([])
  await env.pass(1)
  await env.pass(10 * second)
  expect(await started).toMatch(
    /^2 problems\n.*BY2007 The plugin b did not finish onStart within 10s\n.*BY2007 .*b did not finish onStop/,
  )
  expect({ log, waiting: env.waiting }).toEqual({ log: ['a stops'], waiting: 0 })
})

test('what a step says after its deadline hurts nobody', async () => {
  const { lifecycle, env } = scene()
  lifecycle.onStart('slow', () => new Promise((_, reject) => void env.timer(11 * second, () => reject(new TypeError('late')))))
  const started = outcome(lifecycle.start())
  await env.pass(20 * second)
  expect(await started).toMatch(/^BY2007/)
})
