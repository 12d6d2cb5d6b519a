import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BotyardError, BotyardErrors } from './botyard-error.ts'
import { type RenderOptions, renderError } from './render-error.ts'

const file = '/home/me/bots/bot.ts'
const bot = `import { defineBot } from '@botyard/core'

export default defineBot({
  name: 'my-bot',
  venue: sim(),
  symbols: ['BTCUSDT'],
  account: { start: 10_000, quote: 'USDT' },
  strategies: [momentum({ lookBack: 50 })],
  risk: [maxLossPerDay('2%'), maxDrawdown(20)],
})
`
const plain: RenderOptions = { color: false, cwd: '/home/me/bots', readSource: () => bot }

function unknownOption(): BotyardError {
  return new BotyardError(
    'BY1103',
    { option: 'lookBack', owner: 'momentum', known: ['lookback'] },
    {
      at: { file, line: 8, column: 16 },
      frame: { option: 'lookBack', part: 'name', label: 'did you mean lookback?' },
      why: 'Without it momentum would run with its default of 200, so the bot did not start.',
      fix: ['write lookback instead of lookBack'],
    },
  )
}

// The colours, spelled without a control character in the source.
const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g')

describe('the form of an error', () => {
  test('a misspelled option is underlined in the file', () => {
    expect(renderError(unknownOption(), plain)).toBe(
      `✖ BY1103  Unknown option "lookBack" of momentum
  bot.ts:8:27
   8 │   strategies: [momentum({ lookBack: 50 })],
     │                           ^^^^^^^^ did you mean lookback?
  Without it momentum would run with its default of 200, so the bot did not
  start.
  Fix     write lookback instead of lookBack
  More    npx botyard explain BY1103`,
    )
  })

  test('a bare value is underlined, and the why stands below', () => {
    const error = new BotyardError(
      'BY1107',
      { what: 'maxDrawdown', got: 20, share: 0.2, percent: 2000 },
      {
        at: { file, line: 9, column: 31 },
        frame: { option: 'maxDrawdown' },
        why: 'Values are a share of equity from 0 to 1. 20 would mean 2000 %.',
      },
    )
    expect(renderError(error, plain)).toBe(
      `✖ BY1107  maxDrawdown is 20: write '20%' or 0.2
  bot.ts:9:43
   9 │   risk: [maxLossPerDay('2%'), maxDrawdown(20)],
     │                                           ^^
  Values are a share of equity from 0 to 1. 20 would mean 2000 %.
  Fix     write '20%' or 0.2
  More    npx botyard explain BY1107`,
    )
  })

  test('a label that has no line to stand beside is not told when the title says it', () => {
    const details = { what: 'fast of momentum', got: 9999, range: '2 to 50' }
    const text = renderError(
      new BotyardError('BY1104', details, { frame: { option: 'fast', label: 'allowed is 2 to 50' } }),
      plain,
    )
    expect(text.match(/allowed is 2 to 50/g)).toHaveLength(1)
    const other = new BotyardError('BY1104', details, { frame: { option: 'fast', label: 'the machine has 2 cores' } })
    expect(renderError(other, plain)).toContain('\n  the machine has 2 cores\n')
  })

  test('a missing part shows who needed it, down the chain', () => {
    const error = new BotyardError(
      'BY2004',
      { token: 'MarketFeed', owner: 'momentum' },
      {
        at: { file, line: 8, column: 16 },
        frame: { label: 'needs MarketFeed' },
        chain: ['Bot', 'momentum', 'BarBuilder', 'MarketFeed'],
        fix: ['venue: sim()'],
      },
    )
    expect(renderError(error, plain)).toBe(
      `✖ BY2004  Nothing provides MarketFeed
  bot.ts:8:16
   8 │   strategies: [momentum({ lookBack: 50 })],
     │                ^^^^^^^^ needs MarketFeed
  Chain   Bot → momentum → BarBuilder → MarketFeed
  momentum needs it and cannot be made without it.
  Fix     venue: sim()
  More    npx botyard explain BY2004`,
    )
  })

  test('several next steps stand below each other, and a risk stop is a warning', () => {
    const details = { price: 64250.037, tick: 0.1, symbol: 'BTCUSDT', down: 64250, up: 64250.1 }
    expect(renderError(new BotyardError('BY4102', details), plain)).toBe(
      `✖ BY4102  Order not sent: price 64250.037 is not on the 0.1 tick of BTCUSDT
  Valid neighbours: 64250 (down), 64250.1 (up)
  Fix     round it: desk.instrument.floor(price) or desk.instrument.ceil(price)
  Or      set orders: { rounding: 'passive' } to round away from the market
  More    npx botyard explain BY4102`,
    )
    const stopped = new BotyardError('BY4201', {
      reason: 'day loss -2.03 % passed -2 %',
      done: '3 orders cancelled',
      ends: 'A new start does not lift it.',
    })
    expect(renderError(stopped, plain)).toMatch(/^⚠ BY4201 {2}Risk stopped the bot: day loss -2\.03 % passed -2 %\n/)
  })

  test('without a source, or when it fails to be read, the place and the hint remain', () => {
    const start = '✖ BY1103  Unknown option "lookBack" of momentum\n  bot.ts:8:16\n  did you mean lookback?\n  Without it'
    const failing = (): never => {
      throw new Error('gone')
    }
    for (const readSource of [undefined, () => undefined, failing, () => 'another text']) {
      expect(renderError(unknownOption(), { ...plain, readSource }).startsWith(start)).toBe(true)
    }
  })

  test('in ASCII nothing else is drawn', () => {
    const text = renderError(
      new BotyardError('BY2003', { token: 'A' }, { chain: ['A', 'B', 'A'], at: { file, line: 8, column: 16 } }),
      {
        ...plain,
        ascii: true,
      },
    )
    expect(text).toMatch(/^[\n -~]*$/)
    expect(text).toContain('x BY2003')
    expect(text).toContain('A -> B -> A')
  })
})

test('several problems are sorted by where the source says they are, ten are shown and the rest counted', () => {
  const at = { file, line: 3, column: 16 }
  const problem = (option: string): BotyardError =>
    new BotyardError('BY1103', { option, owner: 'bot', known: 'name' }, { at, frame: { option, part: 'name' } })
  const two = renderError(new BotyardErrors([problem('venue'), problem('name')]), plain)
  expect(two.match(/bot\.ts:\d+:\d+/g)).toEqual(['bot.ts:4:3', 'bot.ts:5:3'])
  expect(two.endsWith('\n\n2 problems.')).toBe(true)

  const many = Array.from({ length: 12 }, () => problem('name'))
  const text = renderError(new BotyardErrors([problem('name'), ...many]), plain)
  expect(text.match(/✖/g)).toHaveLength(10)
  expect(text).toContain('13 problems, the first 10 are shown; run again for the other 3.')
})

test('colour changes nothing but the colour', () => {
  const colored = renderError(unknownOption(), { ...plain, color: true })
  expect(colored).not.toBe(renderError(unknownOption(), plain))
  expect(colored.replace(escapes, '')).toBe(renderError(unknownOption(), plain))
})

test('whatever a value is, lines keep their width unless one word is wider, and no control character gets through', () => {
  const value = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'grapheme', maxLength: 60 }))
  const width = fc.integer({ min: 40, max: 120 })
  fc.assert(
    fc.property(value, value, width, (option, owner, columns) => {
      const error = new BotyardError('BY1103', { option, owner, known: [owner, option] }, { at: { file, line: 8, column: 16 } })
      const text = renderError(error, { ...plain, width: columns })
      expect(text).not.toMatch(/[^\P{Cc}\n]/u)
      for (const line of text.split('\n')) {
        // The widest lead is ten columns, so only a word that has no room behind it may reach over.
        const last = line.split(' ').at(-1) ?? ''
        if (line.length > columns) expect(last.length).toBeGreaterThan(columns - 11)
      }
    }),
  )
})

test('however long a line of source is and wherever it is wrong, the carets stay under it', () => {
  fc.assert(
    fc.property(fc.nat(300), fc.nat(300), fc.integer({ min: 1, max: 30 }), fc.boolean(), (before, after, length, tabs) => {
      const word = 'W'.repeat(length)
      const source = (tabs ? '\t' : ' ').repeat(before) + word + ';'.repeat(after)
      const error = new BotyardError(
        'BY1103',
        { option: 'a', owner: 'b', known: 'c' },
        { at: { file, line: 1, column: before + 1 }, frame: { label: 'here' } },
      )
      const [, , shown = '', under = ''] = renderError(error, { color: false, readSource: () => source }).split('\n')
      expect(shown.length).toBeLessThanOrEqual(80)
      const start = under.indexOf('^')
      expect(shown.slice(start, start + length).replaceAll('…', 'W')).toBe(word)
      expect(under).toMatch(/\^+( here)?$/)
      expect(under.replace(/[^^]/g, '')).toHaveLength(length)
    }),
  )
})
