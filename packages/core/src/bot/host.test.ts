import { expect, test } from 'vitest'
import { Executor } from '../ports/execution.ts'
import type { PluginHost } from '../ports/plugin.ts'
import { RiskRules } from '../ports/risk.ts'
import { token } from '../ports/token.ts'
import { plainBot, pluginOf, problemsOf } from './plain-bot.oracle.ts'
import { planBot } from './plan.ts'
import { wire } from './wire.ts'

const wired = (setup: (host: PluginHost) => void) => wire(planBot(plainBot({ plugins: [pluginOf('odd', { setup })] })))

test.each<[string, (host: PluginHost) => void, RegExp]>([
  [
    'an event that there is not',
    (host) => host.on('nothing' as never, () => {}),
    /^BY2016 on of .* odd: there is no event "nothing"/,
  ],
  ['an event of every object', (host) => host.on('toString' as never, () => {}), /^BY2016 on /],
  ['a listener that is none', (host) => host.on('fill', 5 as never), /^BY2016 on .* 5, expected a function/],
  ['a stage that is none', (host) => host.wrap(Executor, {} as never), /^BY2016 wrap .* an object/],
  ['a step that is none', (host) => host.onStart(undefined as never), /^BY2016 onStart .* undefined/],
])('a plugin that tells its host of %s is refused, because it would never do anything', (_, setup, expected) => {
  const [problem, ...more] = problemsOf(() => wired(setup))
  expect(problem).toMatch(expected)
  expect(more).toEqual([])
})

test.each<[string, (host: PluginHost) => void]>([
  ['contribute', (host) => host.contribute(RiskRules, () => ({ name: 'late', check: () => 0, why: () => '' }))],
  ['wrap', (host) => host.wrap(Executor, ({ next }) => next)],
  ['provide', (host) => host.provide(token<number>('Late'), [], () => 5)],
])('%s comes too late when setup is over, and says so', (call, late) => {
  let kept: PluginHost | undefined
  wired((host) => {
    kept = host
  })
  expect(() => late(kept!)).toThrow(new RegExp(`^BY2016 ${call} of the plugin odd: setup is over`))
})

test('a setup that is async is refused, and what it rejects with later hurts nobody', async () => {
  const unhandled: unknown[] = []
  const note = (reason: unknown) => unhandled.push(reason)
  process.on('unhandledRejection', note)
  const setup = async () => Promise.reject(new TypeError('too late'))
  expect(problemsOf(() => wired(setup as never))[0]).toMatch(/^BY2005 .*setup returned a promise/)
  await new Promise((resolve) => setTimeout(resolve, 0))
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
})
