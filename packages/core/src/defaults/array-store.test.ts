import { expect, test } from 'vitest'
import { ArrayStore } from './array-store.ts'

async function rows(store: ArrayStore, stream: string, from?: number): Promise<unknown[]> {
  const read: unknown[] = []
  for await (const row of store.read(stream, from)) read.push(row)
  return read
}

test('rows come back in the order in which they were appended, each stream for itself', async () => {
  const store = new ArrayStore()
  store.append('fills', { time: 2, price: 10 })
  store.append('equity', { time: 1, value: 5 })
  store.append('fills', { time: 1, price: 11 })
  expect(await rows(store, 'fills')).toEqual([
    { time: 2, price: 10 },
    { time: 1, price: 11 },
  ])
  expect(await rows(store, 'equity')).toEqual([{ time: 1, value: 5 }])
  expect(await rows(store, 'nothing')).toEqual([])
  await store.flush()
})

test('from leaves out rows with an earlier time; rows without a time are always there', async () => {
  const store = new ArrayStore()
  for (const row of [{ time: 1 }, { time: 2 }, { name: 'no time' }, { time: 3 }]) store.append('stream', row)
  expect(await rows(store, 'stream', 2)).toEqual([{ time: 2 }, { name: 'no time' }, { time: 3 }])
})

test('a row is kept as it was, whatever happens to the object it was given as', async () => {
  const store = new ArrayStore()
  const fill = { time: 1, price: 10 }
  store.append('fills', fill)
  fill.price = 99
  store.append('fills', fill)
  const [first] = (await rows(store, 'fills')) as [{ price: number }]
  first.price = 5
  expect(await rows(store, 'fills')).toEqual([
    { time: 1, price: 10 },
    { time: 1, price: 99 },
  ])
})

test('what is appended while somebody reads is not read by him', async () => {
  const store = new ArrayStore()
  for (let i = 0; i < 3; i++) store.append('stream', { i })
  const read: unknown[] = []
  for await (const row of store.read('stream')) {
    read.push(row)
    store.append('stream', { late: true })
  }
  expect(read).toEqual([{ i: 0 }, { i: 1 }, { i: 2 }])
})

test('a stream keeps its newest hundred thousand rows', async () => {
  const store = new ArrayStore()
  for (let i = 0; i < 100_003; i++) store.append('stream', { i })
  const kept = (await rows(store, 'stream')) as { i: number }[]
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([100_000, { i: 3 }, { i: 100_002 }])
})
