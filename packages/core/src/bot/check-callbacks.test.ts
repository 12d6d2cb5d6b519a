import { expect, test } from 'vitest'
import { checkCallbacks } from './check-callbacks.ts'
import { problemsOf } from './plain-bot.oracle.ts'

const problems = (made: unknown) => problemsOf(() => checkCallbacks(made, 'mine', undefined))
const work = () => {}

class Base {
  onFill() {}
}
class Right extends Base {
  onBar() {}
  total() {}
}
class Wrong extends Base {
  onBarr() {}
}

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['no callbacks', {}],
  ['callbacks', { onBar: work, onStop: work, onData: work }],
  ['a callback that was left out on a condition', { onBar: undefined }],
  ['things of its own', { count: 3, total: work, online: work, only: true, only2: work, on: work }],
  ['an object of a class', new Right()],
  ['an object without a prototype', Object.assign(Object.create(null), { onBar: work })],
])('%s is fine', (_, made) => {
  expect(problems(made)).toEqual([])
})

test.each(['onBarr', 'onTick', 'onbar', 'OnFill', 'on_trade', 'onStarted'])(
  '%s would never be called, so it is refused',
  (name) => {
    expect(problems({ onBook: work, [name]: work })).toEqual([
      expect.stringMatching(new RegExp(`^BY2102 The strategy "mine" returns the unknown callback "${name}"`)),
    ])
  },
)

test('the callback that was meant is named', () => {
  for (const [name, meant] of [
    ['onBarr', 'onBar'],
    ['onbar', 'onBar'],
    ['on_refused', 'onRefused'],
  ] as const) {
    try {
      checkCallbacks({ [name]: work }, 'mine', undefined)
    } catch (error) {
      expect((error as { fix: string[] }).fix).toEqual([`use one of: ${meant}`])
    }
  }
  expect.assertions(3)
})

test('methods of classes are looked at too', () => {
  expect(problems(new Wrong())).toEqual([expect.stringMatching(/^BY2102 .*"onBarr"/)])
})

test.each<[string, unknown, RegExp]>([
  ['a promise', Promise.resolve({}), /^BY2101 .*it returned a promise/],
  ['a function', work, /^BY2101 .*it returned a function/],
  ['a number', 7, /^BY2101 .*it returned 7/],
  ['a callback that is none', { onBar: 7 }, /^BY2101 .*onBar is 7, expected a function/],
])('%s instead of callbacks is refused', (_, made, expected) => {
  expect(problems(made)).toEqual([expect.stringMatching(expected)])
})
