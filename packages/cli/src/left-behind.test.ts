import { BotyardError, planBot } from '@botyard/core'
import { expect, test } from 'vitest'
import { leftBehind } from './left-behind.ts'

const cwd = '/home/me'
const bot = '/home/me/mine/bot.ts'
const told = (thrown: unknown, file: string | undefined = bot) => leftBehind(thrown, file, cwd)

/** An error that Botyard throws by a fault of its own. */
function ownFault(): unknown {
  try {
    return planBot(undefined as never)
  } catch (thrown) {
    return thrown
  }
}

test('what a bot leaves behind is its own, with the place where the stack has one', () => {
  const error = told(new Error('lost\nand more'))
  expect(error).toMatchObject({
    code: 'BY1312',
    exitCode: 3,
    message: expect.stringContaining('that mine/bot.ts left behind failed: lost'),
  })
  expect(error).toMatchObject({ at: { file: expect.stringContaining('left-behind.test.ts') } })
})

test('a failure with no file in its stack, such as that of a request, is the bot’s too', () => {
  const failed = new TypeError('fetch failed')
  failed.stack =
    'TypeError: fetch failed\n    at node:internal/deps/undici/undici:13510:13\n    at process.processTicksAndRejections'
  expect(told(failed)).toMatchObject({ code: 'BY1312', at: undefined, cause: failed })
  expect(told('a text')).toMatchObject({ code: 'BY1312', details: { reason: 'a text' } })
})

test('a fault that begins in Botyard, or comes while no bot is loaded, stays one of Botyard', () => {
  const fault = ownFault()
  expect(fault).toBeInstanceOf(TypeError)
  expect(told(fault)).toBe(fault)
  const early = new Error('early')
  expect(leftBehind(early, undefined, cwd)).toBe(early)
})

test('an error that says itself what is wrong is told as it is', () => {
  const error = new BotyardError('BY1311', {})
  expect(told(error)).toBe(error)
})
