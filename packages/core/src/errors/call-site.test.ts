import { expect, test } from 'vitest'
import { callSite, firstOutside, ownFiles, pathOf, readStackLine, thrownAt } from './call-site.ts'

test.each([
  ['    at momentum (file:///home/me/bot.ts:12:16)', { file: '/home/me/bot.ts', line: 12, column: 16 }],
  ['    at file:///home/me/bot.ts:1:1', { file: '/home/me/bot.ts', line: 1, column: 1 }],
  ['    at async file:///home/me/bot.ts:1:2', { file: '/home/me/bot.ts', line: 1, column: 2 }],
  ['    at Object.make [as build] (/home/me/my (bot)/b.ts:3:4)', { file: '/home/me/my (bot)/b.ts', line: 3, column: 4 }],
  ['    at /home/me/my (bot)/b.ts:3:4', { file: '/home/me/my (bot)/b.ts', line: 3, column: 4 }],
  ['    at new Bot (C:\\bots\\b.ts:3:4)', { file: 'C:/bots/b.ts', line: 3, column: 4 }],
  ['    at file:///C:/bots/my%20bot.ts:3:4', { file: 'C:/bots/my bot.ts', line: 3, column: 4 }],
  ['    at f (file:///home/me/bot.ts?reload=17:3:4)', { file: '/home/me/bot.ts', line: 3, column: 4 }],
  ['    at node:internal/modules/esm/module_job:345:25', undefined],
  ['    at eval (eval at f (file:///a.ts:1:1), <anonymous>:1:1)', undefined],
  ['    at Array.map (<anonymous>)', undefined],
  ['    at Promise.all (index 0)', undefined],
  ['Error: at file:///a.ts:1:1', undefined],
])('reads the stack line %s', (line, site) => {
  expect(readStackLine(line)).toEqual(site)
})

test('installed packages of Botyard are passed over, those of others and the bot are not', () => {
  const own = ownFiles('/p/node_modules/@botyard/core/dist/errors/call-site.js')
  const stack = [
    'Error: x',
    '    at callSite (file:///p/node_modules/@botyard/core/dist/errors/call-site.js:9:9)',
    '    at make (file:///p/node_modules/@botyard/core/dist/bot/define.js:9:9)',
    '    at maxDrawdown (file:///p/node_modules/.pnpm/x/node_modules/@botyard/risk/dist/index.js:9:9)',
    '    at main (file:///p/node_modules/botyard/dist/main.js:9:9)',
    '    at file:///p/bot.ts:13:19',
    '    at node:internal:1:1',
  ]
  expect(firstOutside(stack.join('\n'), own)).toEqual({ file: '/p/bot.ts', line: 13, column: 19 })
  expect(own('/p/node_modules/botyard-plugin-rsi/index.js')).toBe(false)
  expect(firstOutside(stack.slice(0, 4).join('\n'), own)).toBeUndefined()
})

test('in the repository sources and builds of the packages are own, examples, templates and tests are not', () => {
  const own = ownFiles('/repo/packages/core/src/errors/call-site.ts')
  expect(own('/repo/packages/core/src/bot/define.ts')).toBe(true)
  expect(own('/repo/packages/plugins/risk/dist/index.js')).toBe(true)
  expect(own('/repo/packages/cli/bin/botyard.js')).toBe(true)
  expect(own('/repo/packages/core/src/bot/define.test.ts')).toBe(false)
  expect(own('/repo/packages/core/src/bot/define.property.test.ts')).toBe(false)
  expect(own('/repo/packages/create-botyard/templates/momentum/src/strategy.ts')).toBe(false)
  expect(own('/repo/examples/bot.ts')).toBe(false)
  expect(own('/repo/packages-of-mine/a/src/bot.ts')).toBe(false)
})

test('in a bundle only the bundle itself is own', () => {
  const own = ownFiles('/app/out/bundle.js')
  expect([own('/app/out/bundle.js'), own('/app/out/bot.js')]).toEqual([true, false])
})

test('a call from this test is found at this test', () => {
  const site = callSite()
  expect(site?.file).toBe(pathOf(import.meta.url))
  expect(site?.line).toBeGreaterThan(1)
})

test('an error was thrown in the first own file above the caller, whoever called that', () => {
  const thrown = (...lines: string[]) => Object.assign(new Error('no'), { stack: ['Error: no', ...lines].join('\n') })
  const [caller, run] = ['    at create (file:///p/caller.ts:3:1)', '    at file:///p/bot.ts:13:19']
  const [mine, installed] = ['    at ride (file:///p/src/ride.ts:14:9)', '    at acme (file:///p/node_modules/acme/index.js:1:2)']
  const placeOf = (...lines: string[]) => thrownAt(thrown(...lines), 'file:///p/caller.ts')
  expect(placeOf(mine, caller, run)).toEqual({ file: '/p/src/ride.ts', line: 14, column: 9 })
  expect(placeOf(installed, mine, caller, run)?.file).toBe('/p/src/ride.ts')
  expect(placeOf(installed, caller, run)).toBeUndefined()
  expect(placeOf(caller, run)).toBeUndefined()
  expect(thrownAt('a text', 'file:///p/caller.ts')).toBeUndefined()
})

test('without a stack there is no place, and nothing breaks', () => {
  const before = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  expect(callSite()).toBeUndefined()
  Error.stackTraceLimit = before
})

test('a broken escape in a file URL stays as it is', () => {
  expect(pathOf('file:///a%ZZ.ts')).toBe('/a%ZZ.ts')
})
