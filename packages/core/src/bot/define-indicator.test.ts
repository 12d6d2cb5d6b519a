import { expect, test } from 'vitest'
import { integer, number, text } from '../options/options.ts'
import type { Source } from '../ports/market.ts'
import { defineIndicator, defineQuestion, defineSignal, definitionOf, withFirst } from './define-indicator.ts'
import { problemsOf } from './plain-bot.oracle.ts'

const source = (key: string): Source => ({ key, value: 1 })
const average = defineIndicator({
  name: 'average',
  options: { period: integer(10, 'bars', { min: 1, max: 100 }), weight: number(1, 'weight') },
  warm: ({ period }) => period * 2,
  create: ({ period }, input: Source, keep, now) => {
    const state = keep({ steps: period })
    return { value: input.value, ready: false, at: now, state, update() {} }
  },
})

test('a wish is a value: its key tells name, options with defaults, and inputs', () => {
  const wish = average(source('bars:x'), 20)
  expect(wish).toMatchObject({ name: 'average', warm: 40, key: 'average({"period":20,"weight":1})@bars:x' })
  expect(average(source('bars:x'), { weight: 1, period: 20 }).key).toBe(wish.key)
  expect(average(source('bars:y'), 20).key).not.toBe(wish.key)
  const spread = defineIndicator({
    name: 'spread',
    create: (_, _inputs: readonly Source[]) => ({ value: 0, ready: true, update() {} }),
  })
  expect(spread([source('a'), source('b')])).toMatchObject({ key: 'spread({})@a+b', warm: 0 })
})

test('making it gives an instance with the key of the wish, its record and the clock', () => {
  const wish = average(source('bars:x'), 5)
  const made = wish.make(
    (first) => first as never,
    () => 42,
  ) as unknown as { key: string; at: () => number; state: { steps: number } }
  expect([made.key, made.at(), made.state.steps]).toEqual([wish.key, 42, 5])
})

test('wrong options are refused where the wish is made, all together', () => {
  expect(problemsOf(() => average(source('x'), { period: 0, weight: Number.NaN }))).toEqual([
    expect.stringMatching(/^BY1104/),
    expect.stringMatching(/^BY1110/),
  ])
  expect(problemsOf(() => average(source('x'), { perod: 3 } as never))).toEqual([expect.stringMatching(/^BY1103 .*"perod"/)])
})

test('a signal is a wish like an indicator', () => {
  const lean = defineSignal({
    name: 'lean',
    create: () => ({ value: 0, ready: true, updated: 0, why: () => 'because', update() {} }),
  })
  expect(lean(source('book:x')).key).toBe('lean({})@book:x')
})

test('a question takes a tenth of its timeout in a backtest unless it says otherwise', () => {
  const create = () => ({ answer: async (features: Float64Array) => features })
  const latencyOf = (given: object) => defineQuestion({ name: 'model', timeout: '2s', create, ...given })().latency
  expect([latencyOf({}), latencyOf({ timeout: '30s' }), latencyOf({ timeout: '1ms' }), latencyOf({ latency: '7ms' })]).toEqual([
    '200ms',
    '3s',
    '0.1ms',
    '7ms',
  ])
})

test('a question is known by its name and its options, and made when it is asked', () => {
  let made: unknown
  const model = defineQuestion({
    name: 'model',
    timeout: '1s',
    options: { file: text('model.onnx', 'weights') },
    create(options) {
      made = options
      return { answer: async (features) => features }
    },
  })
  const asked = model('other.onnx')
  expect(asked).toMatchObject({ key: 'model({"file":"other.onnx"})', name: 'model', timeout: '1s' })
  expect(made).toBeUndefined()
  asked.make()
  expect(made).toEqual({ file: 'other.onnx' })
})

test('wishes of one definition know it, those written by hand have none', () => {
  expect(definitionOf(average(source('x')))).toBe(definitionOf(average(source('y'), 3)))
  expect(definitionOf({ key: 'k', name: 'n', inputs: [], warm: 0, make: () => ({ update() {} }) as never })).toBeUndefined()
})

test('one bare value stands for the first option; objects, and the schema of somebody else, are left as they are', () => {
  const declared = { period: integer(10, 'bars'), weight: number(1, 'weight') }
  const schema = { '~standard': { version: 1, vendor: 'test', validate: (value: unknown) => ({ value }) } } as never
  expect(withFirst(declared, 20)).toEqual({ period: 20 })
  expect(withFirst(declared, 'x')).toEqual({ period: 'x' })
  for (const raw of [undefined, null, { weight: 2 }, [1]]) expect(withFirst(declared, raw)).toBe(raw)
  expect(withFirst({}, 20)).toBe(20)
  expect(withFirst(undefined, 20)).toBe(20)
  expect(withFirst(schema, 'bare')).toBe('bare')
})
