import { closeSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { isBotyardError, Kind } from '@botyard/core'
import { beforeAll, expect, test } from 'vitest'
import { type Message, readLane, temporaryFolder, writeFile } from '../test/rows.ts'
import { openColumns } from './read.ts'

const folder = temporaryFolder()
const whole = join(folder, 'whole.byc')
const broken = join(folder, 'broken.byc')
let bytes = Buffer.alloc(0)

// A file with every part: two chunks, three instruments, texts, rules, every way of writing a stream.
beforeAll(() => {
  bytes = readFileSync(writeFile(whole, someMessages(), { chunkRows: 20, seed: 7, generator: 'test' }))
})

test('the file of these tests has what there is to damage', () => {
  expect(bytes.length).toBeGreaterThan(1_000)
  expect(bytes.length).toBeLessThan(2_500)
  expect(readLane(openColumns(whole).openAll())).toEqual(someMessages())
})

// Bytes are changed in place: replacing a file thousands of times would be a test of the disk.
test('any byte that is changed makes an error that names the file and a byte', () => {
  writeFileSync(broken, bytes)
  const file = openSync(broken, 'r+')
  for (let at = 0; at < bytes.length; at++) {
    for (const change of [1, 128, 255]) {
      writeSync(file, Uint8Array.of(bytes[at] ^ change), 0, 1, at)
      expectRefusal(`byte ${at} xor ${change}`)
    }
    writeSync(file, bytes, at, 1, at)
  }
  closeSync(file)
  expect(readLane(openColumns(broken).openAll())).toEqual(someMessages())
})

test('a file that ends early, wherever it does, is refused', () => {
  writeFileSync(broken, bytes)
  for (let length = bytes.length - 1; length >= 0; length--) {
    truncateSync(broken, length)
    expectRefusal(`${length} bytes`)
  }
})

test('bytes behind the end are refused', () => {
  for (const more of [Buffer.alloc(1), Buffer.alloc(8), Buffer.alloc(64), Buffer.alloc(100), bytes]) {
    writeFileSync(broken, Buffer.concat([bytes, more]))
    expectRefusal(`${more.length} bytes more`)
  }
})

test('a file that lost bytes in the middle is told to be short', () => {
  const middle = bytes.indexOf('CHNK') + 30
  writeFileSync(broken, Buffer.concat([bytes.subarray(0, middle), bytes.subarray(middle + 7)]))
  expect(() => openColumns(broken)).toThrow(`BY6008 ${broken} ends at byte ${bytes.length - 7}, expected ${bytes.length} bytes`)
})

test('a file that changes between opening and reading is noticed', () => {
  writeFileSync(broken, bytes)
  const recording = openColumns(broken)
  const changed = Buffer.from(bytes)
  changed[bytes.indexOf('CHNK') + 20] ^= 1
  writeFileSync(broken, changed)
  expect(() => readLane(recording.openAll())).toThrow(/BY6007/)
})

/** Nothing but an error of the 60xx group may come out, and it says where. */
function expectRefusal(what: string): void {
  try {
    readLane(openColumns(broken).openAll())
  } catch (error) {
    if (!isBotyardError(error)) throw error
    expect(error.code, what).toMatch(/^BY600[4-8]$/)
    expect(error.details['file'], what).toBe(broken)
    if (error.code === 'BY6007' || error.code === 'BY6008') expect(error.details['at'], what).toBeTypeOf('number')
    return
  }
  expect.fail(`${what} went unnoticed`)
}

function someMessages(): Message[] {
  const messages: Message[] = []
  for (let i = 0; i < 24; i++) {
    const kind = i % 5 === 4 ? Kind.data : i % 2 === 0 ? Kind.bar : Kind.level
    const row = {
      kind,
      flags: i === 7 ? 2 : 0,
      instrument: i % 3,
      side: kind === Kind.level ? 1 : 0,
      price: kind === Kind.data ? 0 : 1000 + ((i * 37) % 11),
      quantity: kind === Kind.data ? 0 : i * 13,
      a: kind === Kind.level ? 0 : i * 1.1,
      b: kind === Kind.level ? 0 : -i,
      ref: kind === Kind.level ? 0 : 60_000,
    }
    const rows = kind === Kind.level ? [row, { ...row, price: row.price + 3, quantity: 0 }] : [row]
    const exchange = 1_704_067_200_000_000 + i * 777
    messages.push({ exchange, exchangeRest: i % 4, received: exchange + 90 + (i % 3), receivedRest: 0, sequence: i * i, rows })
  }
  return messages
}
