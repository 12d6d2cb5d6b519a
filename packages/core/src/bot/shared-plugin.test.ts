import { expect, test } from 'vitest'
import { integer } from '../options/options.ts'
import { Env } from '../ports/env.ts'
import { Logger } from '../ports/logger.ts'
import { token } from '../ports/token.ts'
import { definePlugin } from './define.ts'
import { plainBot, problemsOf } from './plain-bot.oracle.ts'
import { planBot } from './plan.ts'
import type { PluginSpec } from './spec.ts'
import { wire } from './wire.ts'

const Pool = token<{ readonly size: number }>('Pool')
const Reader = token<{ readonly pool: { readonly size: number } }>('Reader')
const wired = (...plugins: readonly PluginSpec[]) => wire(planBot(plainBot({ plugins })))

/** A pool that writes down what happens to it. */
const poolOf = (log: string[], scope: 'process' | 'bot' = 'process', failing: { start: boolean } = { start: false }) =>
  definePlugin({
    name: 'pool',
    scope,
    options: { size: integer(2, 'size of the pool') },
    provides: [Pool],
    setup(host, { size }) {
      host.provide(Pool, [], () => {
        log.push(`made ${size}`)
        return { size }
      })
      host.onStart(async () => {
        await Promise.resolve()
        log.push(`start ${host.get(Pool).size}`)
        if (failing.start) throw new TypeError('no pool')
      })
      host.onStop(() => void log.push(`stop ${size}`))
    },
  })

const reader = (log: string[], scope: 'process' | 'bot') =>
  definePlugin({
    name: 'reader',
    scope,
    requires: [Pool],
    provides: [Reader],
    setup(host) {
      host.provide(Reader, [Pool], (pool) => ({ pool }))
      host.onStart(() => void log.push('reader starts'))
      host.onStop(() => void log.push('reader stops'))
    },
  })

test('a part of the process is made once for all bots that wish for it alike; a part of a bot for each', () => {
  const [shared, own]: [string[], string[]] = [[], []]
  const [pool, botPool] = [poolOf(shared), poolOf(own, 'bot')]
  const [first, second, other] = [wired(pool()), wired(pool({ size: 2 })), wired(pool({ size: 3 }))]
  expect(second.parts.get(Pool)).toBe(first.parts.get(Pool))
  expect(other.parts.get(Pool)).not.toBe(first.parts.get(Pool))
  expect(shared).toEqual(['made 2', 'made 3'])
  expect(wired(botPool()).parts.get(Pool)).not.toBe(wired(botPool()).parts.get(Pool))
  expect(own).toEqual(['made 2', 'made 2'])
})

test('another definition of the same name is another plugin', () => {
  const log: string[] = []
  expect(wired(poolOf(log)()).parts.get(Pool)).not.toBe(wired(poolOf(log)()).parts.get(Pool))
})

test('what a process shares starts with the first bot and stops with the last, and begins again after that', async () => {
  const log: string[] = []
  const pool = poolOf(log)
  const [first, second, third] = [wired(pool()), wired(pool()), wired(pool())]
  await Promise.all([first.lifecycle.start(), second.lifecycle.start()])
  await first.lifecycle.stop()
  expect(log).toEqual(['made 2', 'start 2'])
  await second.lifecycle.stop()
  expect(log).toEqual(['made 2', 'start 2', 'stop 2'])
  await third.lifecycle.start()
  await third.lifecycle.stop()
  expect(log.slice(3)).toEqual(['start 2', 'stop 2'])
})

test('a bot that never started and one that stops twice do not stop it for the others', async () => {
  const log: string[] = []
  const pool = poolOf(log)
  const [first, second, idle] = [wired(pool()), wired(pool()), wired(pool())]
  await first.lifecycle.start()
  await second.lifecycle.start()
  await first.lifecycle.stop()
  await first.lifecycle.stop()
  expect(log).not.toContain('stop 2')
  expect(idle.parts.get(Pool)).toBe(second.parts.get(Pool))
  await second.lifecycle.stop()
  expect(log).toContain('stop 2')
})

test('what stands on a shared part starts after it and stops before it', async () => {
  const log: string[] = []
  const { lifecycle, parts } = wired(reader(log, 'bot')(), poolOf(log)())
  await lifecycle.start()
  await lifecycle.stop()
  expect(log).toEqual(['made 2', 'start 2', 'reader starts', 'reader stops', 'stop 2'])
  expect(parts.get(Reader).pool).toBe(parts.get(Pool))
})

test('a start that fails fails for every bot that waits for it, and the next one tries anew', async () => {
  const log: string[] = []
  const failing = { start: true }
  const pool = poolOf(log, 'process', failing)
  const outcomes = await Promise.allSettled([wired(pool()).lifecycle.start(), wired(pool()).lifecycle.start()])
  expect(outcomes.map((one) => one.status === 'rejected' && one.reason.code)).toEqual(['BY2005', 'BY2005'])
  expect(log).toEqual(['made 2', 'start 2', 'stop 2'])
  failing.start = false
  await wired(pool()).lifecycle.start()
  expect(log.slice(3)).toEqual(['start 2'])
})

test('shared parts may stand on shared parts, each bot on those of its own wishes', () => {
  const log: string[] = []
  const [pool, sharedReader] = [poolOf(log), reader(log, 'process')]
  const small = wired(pool(), sharedReader()).parts.get(Reader)
  const large = wired(pool({ size: 9 }), sharedReader()).parts.get(Reader)
  expect([small.pool.size, large.pool.size]).toEqual([2, 9])
  expect(wired(pool(), sharedReader()).parts.get(Reader)).toBe(small)
})

test('a shared part cannot stand on one that is made for each bot, except on what core has by itself', () => {
  const log: string[] = []
  expect(problemsOf(() => wired(poolOf(log, 'bot')(), reader(log, 'process')()))).toEqual([
    expect.stringMatching(/^BY2015 reader is made once a process but needs Pool, which pool makes for each bot/),
  ])
  const ownLog = definePlugin({
    name: 'own-log',
    provides: [Logger],
    setup: (host) => host.provide(Logger, [], () => ({}) as Logger),
  })
  const Told = token<Logger>('Told')
  const teller = definePlugin({
    name: 'teller',
    scope: 'process',
    requires: [Logger],
    provides: [Told],
    setup: (host) => host.provide(Told, [Logger], (log) => log),
  })
  const { parts } = wired(ownLog(), teller())
  expect(parts.get(Told)).not.toBe(parts.get(Logger))
  expect(parts.get(Told)).toBe(wired().parts.get(Logger))
})

test('what a plugin of the process hears, it hears of every bot', () => {
  const heard: string[] = []
  const bell = definePlugin({
    name: 'bell',
    scope: 'process',
    setup: (host) => host.on('notice', ({ text }) => void heard.push(text)),
  })
  for (const [i, { bus }] of [wired(bell()), wired(bell())].entries()) {
    bus.tell('notice', { event: 'start', severity: 'info', text: `bot ${i}`, time: 0 })
    bus.flush()
  }
  expect(heard).toEqual(['bot 0', 'bot 1'])
})

test('with a seed the chance of a bot repeats, stream by stream; without one it does not', () => {
  const draws = (seed?: number, name = 'exits') => {
    const next = wire(planBot(plainBot()), seed === undefined ? {} : { seed })
      .parts.get(Env)
      .random(name)
    return [next(), next(), next()]
  }
  expect(draws(1)).toEqual(draws(1))
  expect(draws(1)).not.toEqual(draws(2))
  expect(draws(1)).not.toEqual(draws(1, 'entries'))
  expect(draws(1)).not.toEqual(draws())
})
