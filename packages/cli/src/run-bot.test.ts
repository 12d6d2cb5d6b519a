import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '@botyard/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { botyard, fakeRunner, type Heard, ownFolder } from '../test/command-line.ts'
import { sampleResult } from '../test/sample-result.ts'
import { resultLines } from './result-lines.ts'
import type { Runner } from './runner.ts'

// A bot as defineBot makes it, without an import that a folder outside of the repository could not find.
const plainBot = `export default { sort: 'bot', spec: { name: 'plain', symbols: ['BTCUSDT'], account: { start: 10_000, quote: 'USDT' },
  strategies: [], profiles: { small: { symbols: ['ETHUSDT'] } } }, site: undefined }\n`

/** A runner whose bots have a plugin called printer that writes reports. */
function reportingRunner(write: Report['write']): Runner {
  return {
    ...fakeRunner([]),
    backtest: async (_, options) => {
      options.reportBy?.({ write }, 'printer')
      return sampleResult({ seed: 1 })
    },
  }
}

let folder = ''
let heard: Heard[] = []
const loadRunner = async () => fakeRunner(heard)
beforeEach(() => {
  heard = []
  folder = ownFolder()
  writeFileSync(join(folder, 'bot.ts'), plainBot)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a backtest', () => {
  test('ends stdout with the path of a report that exists', async () => {
    const { code, out } = await botyard(['backtest'], folder, { loadRunner })
    expect(code).toBe(0)
    const last = out.trimEnd().split('\n').at(-1) ?? ''
    expect(last).toBe('report runs/0001/report.html')
    expect(readFileSync(join(folder, last.slice('report '.length)), 'utf8')).toMatch(/^<!doctype html>/)
  })

  test('keeps result, trades, report, config and surroundings in a folder of its own', async () => {
    for (const number of ['0001', '0002']) {
      await botyard(['backtest', '--seed', '7'], folder, { loadRunner })
      const run = join(folder, 'runs', number)
      expect(readdirSync(run).sort()).toEqual(['config.json', 'env.json', 'report.html', 'result.json', 'trades.csv'])
      expect(JSON.parse(readFileSync(join(run, 'result.json'), 'utf8'))).toMatchObject({
        seed: 7,
        trades: 113,
        report: 'report.html',
      })
      expect(readFileSync(join(run, 'trades.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(114)
      expect(JSON.parse(readFileSync(join(run, 'env.json'), 'utf8')).command).toBe('npx botyard backtest bot.ts --seed 7')
    }
  })

  test('prints lines of at most 80 columns and progress on stderr only', async () => {
    const { out, err } = await botyard(['backtest'], folder, { loadRunner })
    for (const line of out.split('\n')) expect([...line].length, line).toBeLessThanOrEqual(80)
    expect(out).toContain('SYNTHETIC DATA')
    expect(out).not.toContain('replay')
    expect(err).toContain('replay 50 %')
  })

  test('with --json prints one document, and with the keys of the contract', async () => {
    const { out, err } = await botyard(['backtest', '--json'], folder, { loadRunner })
    const document = JSON.parse(out)
    const {
      trades,
      equity,
      dailyEquity: _,
      data,
      longestUnderWaterMicros,
      buyAndHold,
      fees,
      owners,
      ...plain
    } = sampleResult({ seed: 1 })
    expect(document).toMatchObject({
      ...plain,
      trades: trades.length,
      from: '2024-01-01T00:00:00.000Z',
      to: '2024-03-31T00:00:00.000Z',
    })
    expect([document.fees, document.owners.length]).toEqual([Number(fees.toPrecision(14)), owners.length])
    // A length of time has one unit in the whole document.
    expect(JSON.stringify(document)).not.toContain('Micros')
    expect(document.buyAndHold.longestUnderWaterSeconds).toBe((buyAndHold?.longestUnderWaterMicros ?? 0) / 1e6)
    expect(existsSync(document.report)).toBe(true)
    expect(err).toContain('replay')
    expect([equity.times.length, data.name, longestUnderWaterMicros / 1e6]).toEqual([
      2161,
      document.data.name,
      document.longestUnderWaterSeconds,
    ])
  })

  test('lets a report that a plugin of the bot provides take the place of its own', async () => {
    const write = async (_: unknown, into: string) => {
      writeFileSync(join(into, 'report.txt'), 'it went up')
      return join(into, 'report.txt')
    }
    const runner = reportingRunner(write)
    const { code, out } = await botyard(['backtest', '--quiet'], folder, { loadRunner: async () => runner })
    expect(code).toBe(0)
    expect(out).toMatch(/\nreport runs\/0001\/report\.txt\n$/)
    const run = join(folder, 'runs', '0001')
    expect(readdirSync(run).sort()).toEqual(['config.json', 'env.json', 'report.txt', 'result.json', 'trades.csv'])
    expect(JSON.parse(readFileSync(join(run, 'result.json'), 'utf8')).report).toBe('report.txt')
  })

  test('names the plugin whose report fails, and leaves no half of a run behind', async () => {
    const runner = reportingRunner(() => Promise.reject(new TypeError('no ink')))
    const { code, err } = await botyard(['backtest'], folder, { loadRunner: async () => runner })
    expect(code).toBe(3)
    expect(err).toContain('BY2014  The plugin printer failed in its report: TypeError: no ink')
    expect(readdirSync(join(folder, 'runs'))).toEqual([])
  })

  test('with --quiet prints the result in one line and the path', async () => {
    expect(await botyard(['backtest', '--quiet'], folder, { loadRunner })).toEqual({
      code: 0,
      out: `${resultLines(sampleResult()).join('\n')}\nreport runs/0001/report.html\n`,
      err: '',
    })
  })

  test('hands flags to the runner as they were meant', async () => {
    const line =
      'backtest bot.ts --from 2024-01-01 --days 2 --seed 5 --data x/y --set a.b=1 --set c.d=e=f --profile small --verify'
    await botyard(line.split(' '), folder, { loadRunner })
    const { mode, options } = heard[0] ?? {}
    const from = Date.UTC(2024, 0, 1) * 1000
    expect(mode).toBe('backtest')
    expect(options).toMatchObject({
      botFile: join(folder, 'bot.ts'),
      from,
      to: from + 2 * 86_400_000_000,
      seed: 5,
      data: 'x/y',
      set: ['a.b=1', 'c.d=e=f'],
      profile: 'small',
      verify: true,
    })
    expect(options?.days).toBeUndefined()
  })

  test('takes --days alone as the end of the data, and --symbols', async () => {
    await botyard('backtest --days 30 --symbols A,B'.split(' '), folder, { loadRunner })
    expect(heard[0]?.options).toMatchObject({ days: 30 })
    expect(heard[0]?.options).toMatchObject({ symbols: ['A', 'B'] })
  })

  test('writes a command that asks for the same run again', async () => {
    const line = 'backtest --from 2024-01-01T09:30 --to 2024-02-01 --symbols A,B --json --quiet'
    await botyard([...line.split(' '), '--set', "a.b=it's"], folder, { loadRunner })
    const { command } = JSON.parse(readFileSync(join(folder, 'runs', '0001', 'env.json'), 'utf8'))
    expect(command).toBe(
      `npx botyard backtest bot.ts --from 2024-01-01T09:30:00 --to 2024-02-01 --symbols A,B --set 'a.b=it'\\''s' --seed 1`,
    )
  })

  test.each([
    ['--from 2024-02-01 --to 2024-01-01', '--to is 2024-01-01 00:00'],
    ['--from 2024-02-01 --to 2024-02-01', '--to is 2024-02-01 00:00'],
    ['--from 2024-01-01 --to 2024-02-01 --days 3', '--days is given together with --from and --to'],
    ['bot.ts --config bot.ts', 'the bot "bot.ts" is given together with --config bot.ts'],
  ])('refuses %s', async (line, text) => {
    const { code, err } = await botyard(['backtest', ...line.split(' ')], folder, { loadRunner })
    expect(err).toContain(text)
    expect(code).toBe(2)
    expect(heard).toEqual([])
  })

  test('does not begin where its result could not be kept', async () => {
    writeFileSync(join(folder, 'runs'), 'in the way')
    const { code, err } = await botyard(['backtest'], folder, { loadRunner })
    expect(err).toContain('BY6009')
    expect(code).toBe(3)
    expect(heard).toEqual([])
  })

  test('leaves nothing behind when the run fails', async () => {
    const failing = async () => ({ ...fakeRunner([]), backtest: () => Promise.reject(new RangeError('broken inside')) })
    const { code, err } = await botyard(['backtest', '--set', 'store.token=s3cret'], folder, { loadRunner: failing })
    expect(code).toBe(1)
    expect(err).toContain('Botyard itself failed: RangeError: broken inside')
    expect(err).toContain('--- for the report ---')
    expect(err).not.toContain('s3cret')
    expect(existsSync(join(folder, 'runs'))).toBe(false)
  })
})

describe('Ctrl-C', () => {
  const stopping = (times: number, left: number[]) => {
    let hear = (): void => undefined
    const interrupts = {
      listen: (ours: () => void) => {
        hear = ours
        return () => undefined
      },
      leave: (code: number) => void left.push(code),
    }
    const during = () => {
      for (let n = 0; n < times; n++) hear()
    }
    return { interrupts, loadRunner: async () => fakeRunner(heard, during) }
  }

  test('ends a backtest with 130 and without a report', async () => {
    const { code, err } = await botyard(['backtest'], folder, stopping(1, []))
    expect(code).toBe(130)
    expect(err).toContain('no report was written')
    expect(heard[0]?.options.stop?.aborted).toBe(true)
    expect(existsSync(join(folder, 'runs'))).toBe(false)
  })

  test('ends a backtest with a document of its own where a document was asked for', async () => {
    const { code, out } = await botyard(['backtest', '--json'], folder, stopping(1, []))
    expect(code).toBe(130)
    expect(JSON.parse(out)).toEqual({ stopped: true })
  })

  test('ends paper with 130 and keeps the report of what was done', async () => {
    const { code, out } = await botyard(['paper', '--speed', 'max'], folder, stopping(1, []))
    expect(code).toBe(130)
    expect(out.trimEnd().endsWith('report runs/0001/report.html')).toBe(true)
    expect(heard[0]).toMatchObject({ mode: 'paper', options: { speed: 'max' } })
  })

  test('twice leaves at once', async () => {
    const left: number[] = []
    await botyard(['paper'], folder, stopping(2, left))
    expect(left).toEqual([130])
  })
})

describe('the bot file', () => {
  test('is looked for upward', async () => {
    const below = join(folder, 'a', 'b')
    mkdirSync(below, { recursive: true })
    const { out } = await botyard(['backtest', '--quiet'], below, { loadRunner })
    expect(heard[0]?.options.botFile).toBe(join(folder, 'bot.ts'))
    expect(out).toMatch(/\nreport runs\/0001\/report\.html\n$/)
    expect(existsSync(join(below, 'runs', '0001'))).toBe(true)
  })

  const wrong: readonly [string, string, string, string][] = [
    ['missing.ts', '', 'BY1304', 'No bot file at missing.ts'],
    ['folder', '', 'BY1304', 'It is a folder'],
    ['throws.ts', 'const x = 1\nthrow new RangeError("no luck")', 'BY1306', 'throws.ts:2:7'],
    ['word.ts', 'throw "a word"', 'BY1306', 'a word'],
    ['nothing.ts', 'export const a = 1', 'BY1305', 'this file exports no default'],
    ['named.ts', plainBot.replace('default', 'const myBot ='), 'BY1305', 'add: export default myBot'],
    ['number.ts', 'export default 42', 'BY1305', 'exports a number'],
    ['object.ts', 'export default { name: "bot" }', 'BY1305', 'exports some other object'],
    ['promise.ts', 'export default Promise.resolve(1)', 'BY1305', 'await it'],
    ['strategy.ts', 'export default Object.assign(() => 1, { definition: {} })', 'BY1305', 'put it into a bot'],
  ]
  test.each(wrong)('%s is refused', async (name, source, errorCode, text) => {
    if (name === 'folder') mkdirSync(join(folder, name))
    else if (source !== '') writeFileSync(join(folder, name), source)
    const { code, err } = await botyard(['backtest', name], folder, { loadRunner })
    expect(err).toContain(errorCode)
    expect(err.replace(/\s+/g, ' ')).toContain(text)
    expect(code).toBe(3)
    expect(heard).toEqual([])
  })
})
