import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fields } from '../bot/bot-fields.ts'
import { callbacks } from '../bot/check-callbacks.ts'
import { catalogue } from './catalogue.ts'
import { closestWord, typingDistance } from './closest-word.ts'
import { countSlips, picker } from './typos.oracle.ts'

// The names that core itself knows. `npm run prove -- typos` does the same with those of every package.
const codes = Object.keys(catalogue)
const inner = Object.values(fields).flatMap((field) => (typeof field === 'object' ? Object.keys(field.inside) : []))
const names = [...new Set([...callbacks, ...Object.keys(fields), ...inner])]
const known: readonly string[] = [...names, ...codes]

test('at least nine of ten slips of each sort in names are undone, and four of five in codes', () => {
  const seed = Number(process.env['BOTYARD_SEED'] ?? 20260105)
  const { all, bySort } = countSlips([{ name: 'names', words: names }], 900, seed)
  process.stdout.write(`closest-word: seed ${seed}, ${all.undone} of ${all.made} slips undone\n`)
  expect(all.undone / all.made).toBeGreaterThanOrEqual(0.9)
  for (const [sort, { made, undone }] of Object.entries(bySort)) {
    expect(made, sort).toBeGreaterThan(50)
    expect(undone / made, sort).toBeGreaterThanOrEqual(0.9)
  }
  // A digit less, or one beside it, is often another code or fits several, and nobody could say which was meant.
  const inCodes = countSlips([{ name: 'codes', words: codes }], 300, seed).all
  expect(inCodes.undone / inCodes.made).toBeGreaterThanOrEqual(0.8)
})

test('other ways to write a name lead to it', () => {
  for (const typed of ['max_drawdown', 'max-drawdown', 'MAXDRAWDOWN', 'maxdrawdown', 'max drawdown', 'MaxDrawDown']) {
    expect(closestWord(typed, [...known, 'maxDrawdown', 'maxLossPerDay'])).toBe('maxDrawdown')
  }
  expect(closestWord('by1103', known)).toBe('BY1103')
  expect(closestWord('BTC/USDT', ['ETHUSDT', 'BTCUSDT'])).toBe('BTCUSDT')
})

test('unrelated words give nothing', () => {
  for (const typed of ['banana', 'telegram', 'hello', 'qqqq', 'z', 'zz', '', '__proto__', 'constructor', 'x'.repeat(5000)]) {
    expect(closestWord(typed, known), typed).toBeUndefined()
  }
  const pick = picker(7)
  let guessed = 0
  for (let i = 0; i < 500; i++) {
    const typed = Array.from({ length: 6 + pick(8) }, () => String.fromCharCode(97 + pick(26))).join('')
    if (closestWord(typed, known) !== undefined) guessed++
  }
  expect(guessed).toBeLessThanOrEqual(5)
})

test('the distance is none to itself and the same both ways, and a known word is always its own closest', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'A', 'b', 's', 'q', '_', '1'), maxLength: 9 })
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(typingDistance(a, a)).toBe(0)
      expect(typingDistance(a, b)).toBeCloseTo(typingDistance(b, a), 9)
      const full = typingDistance(a, b)
      for (const most of [0.5, 1, 2, full]) if (full <= most) expect(typingDistance(a, b, most)).toBe(full)
    }),
  )
  fc.assert(fc.property(fc.constantFrom(...known), (name) => closestWord(name, known) === name))
})

test('of equally near words the first is taken, and a nearer one wins wherever it stands', () => {
  expect(closestWord('fist', ['fizt', 'fixt'])).toBe('fizt')
  expect(closestWord('lookBack', ['lockback', 'lookback'])).toBe('lookback')
})
