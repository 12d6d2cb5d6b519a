import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MapCache } from './map-cache.ts'

const second = 1_000_000

function cacheAt(time = 0) {
  const clock = { time }
  return { clock, cache: new MapCache(() => clock.time) }
}

/** A promise that a test keeps or breaks when it likes. */
function later<T>() {
  let keep = (_: T) => {}
  let fail = (_: unknown) => {}
  const promise = new Promise<T>((resolve, reject) => {
    keep = resolve
    fail = reject
  })
  return { promise, keep, fail }
}

test('a value lives as long as was said, and for ever when nothing was', () => {
  const { cache, clock } = cacheAt()
  cache.set('short', 1, '10s')
  cache.set('long', 2)
  clock.time = 10 * second - 1
  expect([cache.get('short'), cache.get('long')]).toEqual([1, 2])
  clock.time = 10 * second
  expect([cache.get('short'), cache.get('long')]).toEqual([undefined, 2])
  clock.time = Number.MAX_SAFE_INTEGER
  expect(cache.get('long')).toBe(2)
})

test('setting again begins a new life', () => {
  const { cache, clock } = cacheAt()
  cache.set('key', 1, '10s')
  clock.time = 9 * second
  cache.set('key', 2, '10s')
  clock.time = 18 * second
  expect(cache.get('key')).toBe(2)
})

test('values that are falsy are values', () => {
  const { cache } = cacheAt()
  for (const value of [0, '', false, null, Number.NaN]) {
    cache.set('key', value)
    expect(cache.get('key')).toBe(value)
  }
})

test('ten thousand entries fit, and the next one pushes out the one used longest ago', () => {
  const { cache } = cacheAt()
  for (let i = 0; i < 10_000; i++) cache.set(`${i}`, i)
  cache.get('0')
  cache.set('one more', 1)
  expect([cache.get('0'), cache.get('1'), cache.get('2'), cache.get('one more')]).toEqual([0, undefined, 2, 1])
  cache.set('2', 'again')
  cache.set('another', 1)
  expect([cache.get('2'), cache.get('3')]).toEqual(['again', undefined])
})

test('whatever is set, asked for and deleted, it knows what a plain map with ends of life knows', () => {
  const step = fc.tuple(fc.constantFrom('set', 'get', 'delete'), fc.nat(8), fc.nat(3))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { cache, clock } = cacheAt()
      const model = new Map<string, { value: number; until: number }>()
      steps.forEach(([what, number, life], i) => {
        const key = `${number}`
        clock.time = i * second
        if (what === 'set') {
          if (life === 0) cache.set(key, i)
          else cache.set(key, i, `${life * 3}s`)
          model.set(key, { value: i, until: life === 0 ? Number.POSITIVE_INFINITY : clock.time + life * 3 * second })
        } else if (what === 'delete') {
          cache.delete(key)
          model.delete(key)
        } else {
          const known = model.get(key)
          expect(cache.get(key)).toBe(known !== undefined && known.until > clock.time ? known.value : undefined)
        }
      })
    }),
  )
})

test('what is absent is made once, and callers who ask meanwhile share the one promise', async () => {
  const { cache } = cacheAt()
  const { promise, keep } = later<number>()
  let made = 0
  const make = () => {
    made++
    return promise
  }
  const first = cache.load('key', make)
  expect(cache.load('key', make)).toBe(first)
  expect(cache.get('key')).toBeUndefined()
  keep(7)
  expect([await first, await cache.load('key', make), cache.get('key'), made]).toEqual([7, 7, 7, 1])
})

test.each<[string, () => Promise<number>]>([
  ['a rejected promise', () => Promise.reject(new TypeError('no'))],
  [
    'a throw',
    () => {
      throw new TypeError('no')
    },
  ],
])('%s comes out as a rejection and is not kept', async (_, make) => {
  const { cache } = cacheAt()
  const [first, second] = [cache.load('key', make), cache.load('key', make)]
  await expect(first).rejects.toThrow('no')
  await expect(second).rejects.toThrow('no')
  expect(cache.get('key')).toBeUndefined()
  expect(await cache.load('key', async () => 5)).toBe(5)
})

test('what was deleted while it was being made is not brought back', async () => {
  const { cache } = cacheAt()
  const old = later<string>()
  const loading = cache.load('key', () => old.promise)
  cache.delete('key')
  const fresh = cache.load('key', async () => 'new')
  old.keep('old')
  expect([await loading, await fresh, cache.get('key')]).toEqual(['old', 'new', 'new'])
})

test('what was set while it was being made is not overwritten', async () => {
  const { cache } = cacheAt()
  const old = later<string>()
  const loading = cache.load('key', () => old.promise)
  cache.set('key', 'set')
  old.keep('made')
  expect([await loading, cache.get('key')]).toEqual(['made', 'set'])
  const failing = later<string>()
  const broken = cache.load('other', () => failing.promise)
  cache.set('other', 'set')
  failing.fail(new TypeError('no'))
  await expect(broken).rejects.toThrow('no')
  expect(cache.get('other')).toBe('set')
})
