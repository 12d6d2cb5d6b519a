import { fileURLToPath } from 'node:url'
import { BotyardError } from '@botyard/core'
import { expect, test } from 'vitest'
import { Terminal } from './terminal.ts'
import { terminalLog } from './terminal-log.ts'

function scene(wishes = {}) {
  let err = ''
  let out = ''
  const screen = { out: { write: (text: string) => (out += text) }, err: { write: (text: string) => (err += text) }, env: {} }
  let cleared = 0
  const cwd = fileURLToPath(new URL('.', import.meta.url))
  const log = terminalLog({ terminal: new Terminal(screen, wishes), cwd, before: () => void cleared++ })
  return { log, told: () => err, printed: () => out, cleared: () => cleared, file: fileURLToPath(import.meta.url) }
}

test('a problem is shown with its place and its line the first time, and as one line after that', () => {
  const { log, told, printed, cleared, file } = scene()
  const at = { file, line: 1, column: 1 }
  const problem = new BotyardError('BY2103', { strategy: 's', callback: 'onBar', reason: 'no price', limit: 5 }, { at })
  log.error('1 of 5', { problem })
  log.error('2 of 5', { problem })
  expect(told()).toContain('✖ BY2103')
  expect(told()).toContain('terminal-log.test.ts:1:1')
  expect(told()).toContain('import { fileURLToPath }')
  expect(
    told()
      .split('\n')
      .filter((line) => line.includes('of 5')),
  ).toEqual(['✖ 2 of 5'])
  expect([printed(), cleared()]).toEqual(['', 2])
})

test('what is less than a warning is not shown, and a warning without a problem is one line', () => {
  const { log, told } = scene()
  log.debug('d')
  log.info('i')
  log.warn('look at this', { any: 1 })
  expect(told()).toBe('⚠ look at this\n')
})

test('a rule that did its work is a warning each time, and no failure', () => {
  const { log, told } = scene()
  const problem = new BotyardError('BY4201', { reason: 'loss', done: 'nothing', ends: 'It ends by itself at 00:00 UTC.' })
  for (const text of ['first', 'second']) log.error(text, { problem })
  expect(told()).toMatch(/^⚠ BY4201[^✖]*It ends by itself at 00:00 UTC[^✖]*⚠ second\n$/)
})

test('the stack of the cause is for --verbose', () => {
  const details = { strategy: 's', callback: 'onBar', reason: 'no price', limit: 5 }
  const problem = new BotyardError('BY2103', details, { cause: new TypeError('no price') })
  for (const [wishes, isShown] of [
    [{}, false],
    [{ verbose: true }, true],
  ] as const) {
    const { log, told } = scene(wishes)
    log.error('1 of 5', { problem })
    expect(told().includes('TypeError: no price\n    at ')).toBe(isShown)
  }
})
