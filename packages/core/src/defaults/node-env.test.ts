import { afterEach, expect, test, vi } from 'vitest'
import { NodeEnv } from './node-env.ts'

const env = new NodeEnv(7)
const day = 86_400_000_000

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

test('the wall shows the time in microseconds, finer than milliseconds', () => {
  const times = Array.from({ length: 200 }, () => env.wall())
  for (const time of times) {
    expect(Number.isInteger(time)).toBe(true)
    expect(Math.abs(time - Date.now() * 1000)).toBeLessThan(50_000)
  }
  expect(times.some((time) => time % 1000 !== 0)).toBe(true)
})

test.each([
  ['forward, as after a sleep of the machine', 3600_000],
  ['back, as when the clock is corrected', -3600_000],
])('the wall follows a clock that steps %s', (_, millis) => {
  const stepped = new NodeEnv()
  const before = stepped.wall()
  const now = Date.now
  vi.spyOn(Date, 'now').mockImplementation(() => now() + millis)
  for (let i = 0; i < 3; i++) expect(Math.abs(stepped.wall() - before - millis * 1000)).toBeLessThan(500_000)
})

test('the other clock never goes back and counts nanoseconds', async () => {
  const begin = env.monotonic()
  await new Promise<void>((resolve) => void env.timer(20_000, resolve))
  const times = Array.from({ length: 100 }, () => env.monotonic())
  expect(times).toEqual([...times].sort((a, b) => a - b))
  expect(times[0]! - begin).toBeGreaterThan(15e6)
  expect(times[0]! - begin).toBeLessThan(2e9)
})

test('a timer wakes later and never within the call, once', async () => {
  const woken: string[] = []
  env.timer(0, () => woken.push('at once'))
  env.timer(-5, () => woken.push('overdue'))
  env.timer(30_000, () => woken.push('later'))
  expect(woken).toEqual([])
  await new Promise<void>((resolve) => void env.timer(60_000, resolve))
  expect(woken).toEqual(['at once', 'overdue', 'later'])
})

test('a timer that was forgotten never wakes, and forgetting twice is nothing', async () => {
  let woken = 0
  const forget = env.timer(5_000, () => woken++)
  forget()
  forget()
  const late = env.timer(1_000, () => woken++)
  await new Promise<void>((resolve) => void env.timer(20_000, resolve))
  late()
  expect(woken).toBe(1)
})

test('a timer of months does not fire at once, and can still be forgotten on the way', () => {
  vi.useFakeTimers()
  const woken: number[] = []
  env.timer(60 * day, () => woken.push(60))
  const forget = env.timer(61 * day, () => woken.push(61))
  env.timer(Number.POSITIVE_INFINITY, () => woken.push(Number.POSITIVE_INFINITY))
  vi.advanceTimersByTime(60 * 86_400_000 - 1)
  expect(woken).toEqual([])
  vi.advanceTimersByTime(1)
  forget()
  vi.advanceTimersByTime(30 * 86_400_000)
  expect(woken).toEqual([60])
})

test('random streams repeat by seed and name, and each is its own', () => {
  const numbers = (seed: number, stream: string) => {
    const next = new NodeEnv(seed).random(stream)
    return [next(), next(), next()]
  }
  expect(numbers(7, 'network')).toEqual(numbers(7, 'network'))
  expect(numbers(7, 'network')).not.toEqual(numbers(8, 'network'))
  expect(numbers(7, 'network')).not.toEqual(numbers(7, 'disk'))
  const [alone, other] = [env.random('a'), env.random('b')]
  const expected = numbers(7, 'a')
  for (const one of expected) {
    other()
    expect(alone()).toBe(one)
  }
})

test('without a seed every start is another one', () => {
  const first = () => new NodeEnv().random('chance')()
  expect(first()).not.toBe(first())
})
