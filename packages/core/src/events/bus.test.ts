import { expect, test } from 'vitest'
import type { Notice } from '../ports/notifier.ts'
import { Bus } from './bus.ts'

const notice: Notice = { event: 'start', severity: 'info', text: 'it starts', time: 0 }

function busWithLog() {
  const lines: string[] = []
  const line = (text: string) => void lines.push(text)
  return { lines, bus: new Bus(() => ({ debug: line, info: line, warn: line, error: line })) }
}

test('a listener that throws does not stop the others and is put out after five times', () => {
  const { bus, lines } = busWithLog()
  let bad = 0
  let good = 0
  bus.on('notice', 'bad-plugin', () => {
    bad++
    throw new TypeError('no')
  })
  bus.on('notice', 'good-plugin', () => good++)
  for (let i = 0; i < 8; i++) {
    bus.tell('notice', notice)
    bus.flush()
  }
  expect({ bad, good }).toEqual({ bad: 5, good: 8 })
  expect(lines[4]).toMatch(/BY2005 bad-plugin.*5 of 5/)
})

test('a promise that rejects is caught and counted like a throw', async () => {
  const { bus, lines } = busWithLog()
  bus.on('notice', 'slow-plugin', () => Promise.reject(new TypeError('later')))
  bus.tell('notice', notice)
  bus.flush()
  await Promise.resolve()
  await Promise.resolve()
  expect(lines).toHaveLength(1)
})

test('nothing is told before the drain is over, and what a listener causes waits for the next one', () => {
  const { bus } = busWithLog()
  const heard: string[] = []
  bus.on('notice', 'echo', ({ text }) => {
    heard.push(text)
    if (text === 'first') bus.tell('notice', { ...notice, text: 'second' })
  })
  bus.tell('notice', { ...notice, text: 'first' })
  expect(heard).toEqual([])
  bus.flush()
  expect(heard).toEqual(['first'])
  bus.flush()
  expect(heard).toEqual(['first', 'second'])
})

test('a flood is bounded and what was dropped is counted', () => {
  const { bus } = busWithLog()
  let heard = 0
  bus.on('notice', 'counter', () => heard++)
  for (let i = 0; i < 5000; i++) bus.tell('notice', notice)
  bus.flush()
  expect(heard + bus.dropped).toBe(5000)
  expect(bus.dropped).toBeGreaterThan(0)
})

test('an event is heard while somebody listens to it, so that no copy is made for nobody', () => {
  const { bus } = busWithLog()
  expect(bus.isHeard('notice')).toBe(false)
  bus.on('notice', 'bad-plugin', () => {
    throw new TypeError('no')
  })
  expect([bus.isHeard('notice'), bus.isHeard('fill')]).toEqual([true, false])
  for (let i = 0; i < 5; i++) bus.tell('notice', notice)
  bus.flush()
  expect(bus.isHeard('notice')).toBe(false)
})

test('events of all sorts are told in the order in which they came', () => {
  const { bus } = busWithLog()
  const heard: string[] = []
  bus.on('fill', 'one', () => void heard.push('fill'))
  bus.on('notice', 'two', ({ text }) => void heard.push(text))
  for (const text of ['a', 'b']) {
    bus.tell('notice', { ...notice, text })
    bus.tell('fill', {} as never)
  }
  bus.flush()
  expect(heard).toEqual(['a', 'fill', 'b', 'fill'])
})
