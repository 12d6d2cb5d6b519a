import { expect, test } from 'vitest'
import type { Strategy } from '../ports/strategy.ts'
import { Seat } from './seat.ts'

function seatOf(strategy: Strategy = {}) {
  const lines: string[] = []
  const out: string[] = []
  const line = (text: string) => void lines.push(text)
  const seat = new Seat('fragile@BTCUSDT', 1, { debug: line, info: line, warn: line, error: line }, ({ name }) => out.push(name))
  seat.strategy = strategy
  return { seat, lines, out }
}

const fail = () => {
  throw new TypeError('no price')
}

test('before the start nothing is called', () => {
  let calls = 0
  const { seat } = seatOf({ onTrade: () => void calls++ })
  seat.tell('onTrade', {} as never)
  seat.run(() => void calls++)
  expect(calls).toBe(0)
  seat.start()
  seat.tell('onTrade', {} as never)
  seat.run(() => void calls++)
  expect(calls).toBe(2)
})

test('what it throws is counted and told with its place; after the fifth it is out, once', () => {
  const { seat, lines, out } = seatOf({ onTrade: fail })
  seat.start()
  for (let i = 0; i < 3; i++) seat.tell('onTrade', {} as never)
  seat.run(fail)
  expect({ out, active: seat.active, failures: seat.failures }).toEqual({ out: [], active: true, failures: 4 })
  seat.run(fail, 'onStart')
  expect({ out, active: seat.active, failures: seat.failures }).toEqual({ out: ['fragile@BTCUSDT'], active: false, failures: 5 })
  for (let i = 0; i < 3; i++) seat.tell('onTrade', {} as never)
  expect({ out: out.length, failures: seat.failures }).toEqual({ out: 1, failures: 5 })
  expect(lines.map((line) => /failed in (\w+), (\d) of 5: TypeError: no price/.exec(line)?.slice(1).join(' '))).toEqual([
    'onTrade 1',
    'onTrade 2',
    'onTrade 3',
    'timer 4',
    'onStart 5',
  ])
  expect(lines[0]).toMatch(/^BY2103 .*"fragile@BTCUSDT"/)
  expect(seat.firstFailure).toBe('TypeError: no price')
})

test('what failed too often while history was heard does not start', () => {
  const { seat, out } = seatOf()
  for (let i = 0; i < 5; i++) seat.failed('update of slope', new TypeError('no'))
  seat.start()
  expect({ active: seat.active, out: out.length }).toEqual({ active: false, out: 1 })
})

test('whatever is thrown can be told', () => {
  const odd = ['a text', undefined, null, 7, Symbol('s'), { toString: fail }, Object.create(null), new Error('plain')]
  for (const thrown of odd) {
    const { seat, lines } = seatOf()
    seat.start()
    seat.run(() => {
      throw thrown
    })
    expect(lines).toHaveLength(1)
    expect(seat.firstFailure).not.toBe('')
  }
})

test('a callback that returns a promise has failed, and its rejection hurts nobody', async () => {
  const { seat, lines } = seatOf({ onTrade: (async () => fail()) as never, onBook: (() => 7) as never })
  seat.start()
  seat.tell('onTrade', {} as never)
  seat.tell('onBook', {} as never)
  seat.run(() => 7)
  await new Promise((resolve) => void setTimeout(resolve, 0))
  expect(seat.failures).toBe(1)
  expect(lines[0]).toMatch(/^BY2110 .*onTrade.*it returned a promise/)
})

test('what was thrown in no file of the user has the place of the strategy, and is not said to be in a line above', () => {
  const problems: { at?: unknown; fix: readonly string[] }[] = []
  const line = (_: string, data?: object) => void problems.push((data as { problem: (typeof problems)[number] }).problem)
  const seat = new Seat('fragile', 1, { debug: line, info: line, warn: line, error: line }, () => {})
  seat.site = { file: '/p/ride.ts', line: 3, column: 1 }
  seat.start()
  const installed = '    at acme (file:///p/node_modules/acme/index.js:1:2)'
  seat.failed('onBar', Object.assign(new Error('no'), { stack: `Error: no\n${installed}` }))
  seat.failed('onBar', new Error('here'))
  expect(problems[0]).toMatchObject({ at: seat.site, fix: [expect.stringContaining('--verbose')] })
  expect(problems[1]).toMatchObject({ at: { file: expect.stringContaining('seat.test.ts') } })
  expect(problems[1]?.fix[0]).toBe('repair the line named above')
})
