import { expect, test } from 'vitest'
import type { Strategy } from '../ports/strategy.ts'
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
  ['an async callback', { onBar: async () => {} }, /^BY2110 onBar of the strategy "mine" is async/],
  [
    'an async method',
    new (class {
      async onFill() {}
    })(),
    /^BY2110 onFill .*is async/,
  ],
  ['an async generator', { async *onBar() {} }, /^BY2110 onBar .*is async/],
  ['a generator', { *onBar() {} }, /^BY2110 onBar .*is a generator/],
])('%s would go on after it was over, so it is refused', (_, made, expected) => {
  expect(problems(made)).toEqual([expect.stringMatching(expected)])
})

test('the compiler refuses what gives back a promise, and nothing else', () => {
  // @ts-expect-error: nothing would wait for it.
  const one: Strategy = { onBar: async () => {} }
  // @ts-expect-error: the same in a longer way.
  const other: Strategy = { onStart: () => Promise.resolve() }
  const fine: Strategy = {
    onBar: () => 7,
    onFill: () => undefined,
    onStop() {},
    onOrder: () => ({ any: 'thing' }),
    onBars: () => [1],
  }
  expect([one, other, fine].map((strategy) => Object.keys(strategy).length)).toEqual([1, 1, 5])
})

test.each<[string, unknown, RegExp]>([
  ['a promise', Promise.resolve({}), /^BY2101 .*it returned a promise/],
  ['a function', work, /^BY2101 .*it returned a function/],
  ['a number', 7, /^BY2101 .*it returned 7/],
  ['a callback that is none', { onBar: 7 }, /^BY2101 .*onBar is 7, expected a function/],
])('%s instead of callbacks is refused', (_, made, expected) => {
  expect(problems(made)).toEqual([expect.stringMatching(expected)])
})
