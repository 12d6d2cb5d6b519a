import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nodeDisk as disk } from './node-disk.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'botyard-disk-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const path = (name: string) => join(folder, name)
const bytes = (text: string) => new TextEncoder().encode(text)
const whole = (name: string) => readFileSync(path(name), 'utf8')

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    return (error as Error).message
  }
  return 'no error'
}

test('a file that is created is for this user only', () => {
  disk.open(path('new'), true).close()
  expect(statSync(path('new')).mode & 0o777).toBe(0o600)
})

test('writes append, to a new file and to one that was there, however it was opened', () => {
  for (const create of [true, true, false]) {
    const file = disk.open(path('journal'), create)
    file.write(bytes('one '))
    file.write(bytes('two '))
    file.close()
  }
  expect(whole('journal')).toBe('one two one two one two ')
})

test('reading anywhere does not move where writes go', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.uint8Array({ maxLength: 20 }), fc.nat(80), fc.nat(30)), { maxLength: 12 }), (steps) => {
      rmSync(path('file'), { force: true })
      const file = disk.open(path('file'), true)
      let written: number[] = []
      for (const [more, at, length] of steps) {
        file.write(more)
        written = [...written, ...more]
        const into = new Uint8Array(length).fill(255)
        const expected = written.slice(at, at + length)
        expect(file.read(at, into)).toBe(expected.length)
        expect([...into]).toEqual([...expected, ...new Array(length - expected.length).fill(255)])
        expect(file.size).toBe(written.length)
      }
      file.close()
    }),
    { numRuns: 30 },
  )
})

test('sync says later whether the bytes are safe', async () => {
  const file = disk.open(path('file'), true)
  file.write(bytes('safe'))
  let isLater = false
  const failed = await new Promise<boolean>((resolve) => {
    file.sync((failed) => {
      expect(isLater).toBe(true)
      resolve(failed)
    })
    isLater = true
  })
  expect(failed).toBe(false)
  file.close()
})

test('files are renamed over others, removed, and listed by name', () => {
  for (const name of ['b', 'c', 'a']) {
    const file = disk.open(path(name), true)
    file.write(bytes(name))
    file.close()
  }
  disk.rename(path('c'), path('a'))
  disk.remove(path('b'))
  mkdirSync(path('z'))
  expect(disk.list(folder)).toEqual(['a', 'z'])
  expect(whole('a')).toBe('c')
})

test('a file that is not there is named, with the folder that paths count from', () => {
  expect(codeOf(() => disk.open(path('none'), false))).toMatch(/^BY6002 .*none/)
  expect(codeOf(() => disk.list(path('none')))).toMatch(/^BY6002/)
})

test('what cannot be written says so, and why', () => {
  writeFileSync(path('file'), '')
  for (const work of [
    () => disk.open(path('none/file'), true),
    () => disk.open(path('file/file'), true),
    () => disk.open(folder, true),
    () => disk.remove(path('none')),
    () => disk.rename(path('none'), path('other')),
    () => disk.rename(path('file'), path('none/file')),
  ])
    expect(codeOf(work)).toMatch(/^BY6009 Cannot write .*: E[A-Z]+/)
})

test('a folder where a file is expected is called one', () => {
  expect(codeOf(() => disk.open(folder, false))).toMatch(/^BY6003/)
  writeFileSync(path('file'), '')
  expect(codeOf(() => disk.list(path('file')))).toMatch(/^BY6010 .*ENOTDIR/)
})

test.skipIf(process.getuid?.() === 0)('a file of somebody else cannot be opened', () => {
  writeFileSync(path('locked'), '')
  chmodSync(path('locked'), 0)
  expect(codeOf(() => disk.open(path('locked'), false))).toMatch(/^BY6010 .*EACCES/)
})

test('a closed file refuses everything, also when its number belongs to another file by now', () => {
  const file = disk.open(path('first'), true)
  file.close()
  file.close()
  const other = disk.open(path('second'), true)
  for (const work of [() => file.write(bytes('stray')), () => file.sync(() => {})])
    expect(codeOf(work)).toMatch(/^BY6009.*closed/)
  for (const work of [() => file.read(0, new Uint8Array(1)), () => file.size]) expect(codeOf(work)).toMatch(/^BY6010.*closed/)
  other.close()
  expect(whole('second')).toBe('')
})
