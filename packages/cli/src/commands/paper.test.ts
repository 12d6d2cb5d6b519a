import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { botyard, fakeRunner, ownFolder } from '../../test/command-line.ts'
import { sampleResult } from '../../test/sample-result.ts'
import type { PaperOptions, Runner } from '../runner.ts'

const dayMicros = 86_400_000_000
let folder = ''
beforeEach(() => {
  folder = ownFolder()
  const spec = "{ name: 'plain', symbols: ['BTCUSDT'], account: { start: 10_000, quote: 'USDT' }, strategies: [] }"
  writeFileSync(join(folder, 'bot.ts'), `export default { sort: 'bot', spec: ${spec}, site: undefined }\n`)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A runner whose replay of 90 days tells these shares. */
function replaying(shares: readonly number[]): Runner {
  const from = Date.UTC(2024, 0, 1) * 1000
  return {
    ...fakeRunner([]),
    paper: async (_, { speed = 60, begins, progress }: PaperOptions) => {
      begins?.({ from, to: from + 90 * dayMicros, speed })
      for (const share of shares) progress?.(share)
      return sampleResult({ mode: 'paper', seed: 1 })
    },
  }
}

const paper = async (words: readonly string[], shares: readonly number[]) => {
  const { err } = await botyard(['paper', ...words], folder, { loadRunner: async () => replaying(shares) })
  return err.trimEnd().split('\n')
}

test('a replay that keeps time says at once how long it takes and how to have it sooner', async () => {
  const lines = await paper([], [])
  expect(lines.slice(0, 3)).toEqual([
    'paper on a replay of 2024-01-01 → 2024-03-30, 90.0 d',
    'at 60 times real time it takes 36 h 0 m; --speed max is done at once',
    'Ctrl-C ends it and writes its report',
  ])
})

test('and then every few minutes how far it is and what is left', async () => {
  const lines = await paper([], [0, 0.0004, 0.0011, 0.0019, 0.002, 1])
  expect(lines.slice(3)).toEqual(['replay 0.1 %, 35 h 57 m left', 'replay 0.2 %, 35 h 55 m left', 'replay 100.0 %'])
})

test('one at full speed keeps no time, and tells every ten percent', async () => {
  const lines = await paper(['--speed', 'max'], [0.0011, 0.11, 1])
  expect(lines.slice(1)).toEqual(['as fast as it goes', 'Ctrl-C ends it and writes its report', 'replay 10 %', 'replay 100 %'])
})
