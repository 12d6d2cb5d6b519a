import type { ClosedTrade, RunResult } from '@botyard/core'
import { describe, expect, test } from 'vitest'
import { chance, openAtEnd, sampleResult, sampleTrades } from '../../test/sample-result.ts'
import { equityChart } from './equity-chart.ts'
import { reportBytesMax, reportPage } from './page.ts'

const source = {
  command: 'npx botyard backtest bot.ts --seed 5',
  configHash: 'cd34'.repeat(16),
  versions: { botyard: '0.1.0', node: '24.21.0' },
}
const voidTags = new Set(['meta', 'link', 'br', 'hr', 'img', 'input'])

/** What is wrong with the nesting of a page, by reading its tags one after the other; undefined when every tag is closed in order. */
function misnested(page: string): string | undefined {
  const open: string[] = []
  const body = page.replace(/<!doctype html>/i, '').replace(/<style>[^<]*<\/style>/, '')
  for (const [tag, close, name = '', rest = ''] of body.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>"]|"[^"<>]*")*)>/g)) {
    if (close !== '') {
      if (open.pop() !== name) return `${tag} closes something else`
    } else if (!voidTags.has(name) && !rest.endsWith('/')) open.push(name)
  }
  return open.length === 0 ? undefined : `${open.join(' ')} left open`
}

/** Everything between tags and in attributes that a browser could run or load. */
function active(page: string): string[] {
  return (
    page.match(/<script|javascript:|\son\w+=|<iframe|<object|<embed|<link|<img|<form|url\((?!#)|@import|src=|href=(?!")/gi) ?? []
  )
}

const nasty = [
  '</script><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><style>*{display:none}',
  '<!--',
  ']]>&lt;&amp;',
  '\u202egnp.tob\u0000\u0007\ud800',
  '{{7*7}}${7*7}',
]

function hostile(): RunResult {
  const trades = sampleTrades(40).map((trade, at): ClosedTrade => {
    const text = nasty[at % nasty.length] ?? ''
    return { ...trade, owner: text, symbol: text, reason: text, currency: text }
  })
  const [first = ''] = nasty
  return sampleResult({
    bot: first,
    strategies: nasty,
    symbols: nasty,
    currency: '"><b>',
    data: { ...sampleResult().data, name: first, checksum: first },
    hash: first,
    trades,
    open: nasty.map((text) => openAtEnd({ owner: text, symbol: text, unrealized: 1, currency: text })),
    refusals: nasty.map((text) => ({ owner: text, symbol: text, error: text, reason: text, count: 1 })),
    checks: nasty.map((text) => ({ name: text, passed: false, text })),
  })
}

describe('a report', () => {
  const page = reportPage(sampleResult(), source)

  test('holds no script and nothing that is loaded from elsewhere', () => {
    expect(active(page)).toEqual([])
    expect(page).not.toMatch(/https?:\/\/(?!www\.w3\.org\/2000\/svg)/)
    expect(
      page.includes(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`),
    ).toBe(true)
  })

  test('closes every tag in order', () => {
    expect(misnested(page)).toBeUndefined()
    expect(misnested(reportPage(hostile(), source))).toBeUndefined()
  })

  test('is the same bytes for the same run', () => {
    expect(reportPage(sampleResult(), source)).toBe(page)
  })

  test('says SYNTHETIC in words and in the drawing, and only then', () => {
    expect(page.includes('SYNTHETIC DATA.')).toBe(true)
    expect(page.includes('>SYNTHETIC</text>')).toBe(true)
    const real = reportPage(sampleResult({ synthetic: false }), source)
    expect(real).not.toMatch(/synthetic/i)
  })

  test('sums up in words what happened', () => {
    const text = page.replaceAll('\u00a0', ' ').replace(/<[^>]*>/g, '')
    expect(text).toContain(
      'From 2024-01-01 to 2024-03-30 UTC, first-bot turned 10,000.00 USDT into 10,189.21 USDT, a gain of 1.89 %',
    )
    expect(text).toContain('buying at the start and holding would have lost 18.40 %')
    expect(text).toContain('90 days cannot tell skill from luck')
  })

  test('warns on top when a check failed', () => {
    const failed = reportPage(sampleResult({ checks: [{ name: 'look-ahead', passed: false, text: 'read the future' }] }), source)
    expect(failed.includes('CHECK FAILED.')).toBe(true)
    expect(page.includes('CHECK FAILED.')).toBe(false)
  })

  test('has a named drawing with a description, and the same as a table', () => {
    expect(page).toMatch(/<svg class="chart"[^>]*role="img" aria-labelledby="equity-title equity-text"/)
    expect(page).toMatch(/<desc id="equity-text">Equity went from 10,000\.00 USDT/)
    expect(page.includes('<summary>Show as table</summary>')).toBe(true)
  })
})

describe('hostile names', () => {
  const page = reportPage(hostile(), source)

  test('stay text everywhere', () => {
    expect(active(page.replace(/&lt;.*?&gt;/gs, '').replace(/&#39; onmouseover=&#39;/g, ''))).toEqual([])
    expect(page.match(/<style>/g)).toHaveLength(1)
    expect(page.includes('<!--')).toBe(false)
    expect(page.includes('&lt;script&gt;')).toBe(true)
  })

  test('turn no reading direction and hold no control character', () => {
    expect(page).not.toMatch(/(?!\n)\p{Cc}|\p{Bidi_Control}/u)
    expect(page.isWellFormed()).toBe(true)
  })
})

describe('the size of a report', () => {
  const random = chance(11)
  const many = sampleTrades(5000, random)
  const points = 200_000
  const { from } = sampleResult().data
  const long = {
    times: Float64Array.from({ length: points }, (_, at) => from + at * 60_000_000),
    values: Float64Array.from({ length: points }, () => 9000 + random() * 2000),
  }

  test('shows the first and the last 250 of many trades and says so', () => {
    const page = reportPage(sampleResult({ trades: many }), source)
    expect(Buffer.byteLength(page)).toBeLessThan(reportBytesMax)
    const shown = ['4,500 trades not shown here', '<tr><td>250</td>', '<tr><td>5000</td>', '<tr><td>251</td>'].map((text) =>
      page.includes(text),
    )
    expect(shown).toEqual([true, true, true, false])
  })

  test('stays below its limit with the longest curve, texts and lists there could be', () => {
    const huge = '<&"\'>'.repeat(2000)
    const page = reportPage(
      sampleResult({
        bot: huge,
        currency: huge,
        strategies: Array.from({ length: 300 }, () => huge),
        symbols: Array.from({ length: 300 }, () => huge),
        data: { ...sampleResult().data, name: huge, checksum: huge },
        hash: huge,
        equity: long,
        trades: many.map((trade, at) => ({ ...trade, owner: huge + at, symbol: huge, reason: `${at} ${huge}`, currency: huge })),
        open: Array.from({ length: 300 }, () =>
          openAtEnd({ owner: huge, symbol: huge, quantity: 1e-9, unrealized: 1, currency: huge }),
        ),
        refusals: Array.from({ length: 300 }, (_, at) => ({ owner: huge, symbol: huge, error: huge, reason: huge, count: at })),
        checks: Array.from({ length: 300 }, () => ({ name: huge, passed: false, text: huge })),
      }),
      {
        command: huge,
        configHash: huge,
        versions: Object.fromEntries(Array.from({ length: 300 }, (_, at) => [huge + at, huge])),
      },
    )
    expect(Buffer.byteLength(page)).toBeLessThan(reportBytesMax)
    expect(misnested(page)).toBeUndefined()
  })
})

describe('a run without much to say', () => {
  test.each([
    ['no trades', { trades: [], fees: 0, turnover: 0 }],
    ['no ratios', { sharpe: null, sharpeInterval: null, buyAndHold: null }],
    ['no equity', { equity: { times: new Float64Array(), values: new Float64Array() } }],
    ['one value of equity', { equity: { times: new Float64Array([1]), values: new Float64Array([1]) } }],
    [
      'no start',
      {
        initialEquity: 0,
        finalEquity: 0,
        netReturn: Number.NaN,
        equity: { times: new Float64Array([1, 2, 3]), values: new Float64Array(3) },
      },
    ],
    [
      'values that are no numbers',
      {
        equity: {
          times: new Float64Array([1, Number.NaN, 3]),
          values: new Float64Array([Number.NaN, 1, Number.POSITIVE_INFINITY]),
        },
      },
    ],
    ['no checks', { checks: [] }],
  ])('with %s still makes a page without NaN, undefined or null', (_, changes: Partial<RunResult>) => {
    const page = reportPage(sampleResult(changes), source)
    expect(misnested(page)).toBeUndefined()
    expect(page.replace(/<style>.*?<\/style>/s, '')).not.toMatch(/\bNaN\b|undefined|null|Infinity/)
  })
})

test('a chart draws only numbers, inside of its box', () => {
  const { text } = equityChart({
    ...sampleResult().equity,
    initialEquity: 10_000,
    currency: 'USDT',
    decimals: 2,
    synthetic: false,
  })
  for (const [, path = ''] of text.matchAll(/ d="([^"]*)"/g)) {
    expect(path).toMatch(/^M(?:-?\d+(?:\.\d)? -?\d+(?:\.\d)?L?)+(?:V[\d.]+H[\d.]+Z)?$/)
    for (const [, x, y] of path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(0)
      expect(Number(x)).toBeLessThanOrEqual(960)
      expect(Number(y)).toBeGreaterThanOrEqual(0)
      expect(Number(y)).toBeLessThanOrEqual(424)
    }
  }
})
