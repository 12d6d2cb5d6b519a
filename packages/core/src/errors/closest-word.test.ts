import fc from 'fast-check'
import { expect, test } from 'vitest'
import { closestWord, typingDistance } from './closest-word.ts'
import { countSlips, typedWords as known, picker } from './typos.oracle.ts'

test('at least nine of ten slips of each sort in names, and of all in names and codes, are undone', () => {
  const seed = Number(process.env['BOTYARD_SEED'] ?? 20260105)
  const { all, bySort } = countSlips(known, 900, seed)
  process.stdout.write(`closest-word: seed ${seed}, ${all.undone} of ${all.made} slips undone\n`)
  expect(all.undone / all.made).toBeGreaterThanOrEqual(0.9)
  for (const [sort, { made, undone }] of Object.entries(bySort)) {
    expect(made, sort).toBeGreaterThan(50)
    expect(undone / made, sort).toBeGreaterThanOrEqual(0.9)
  }
})

test('other ways to write a name lead to it', () => {
  for (const typed of ['max_drawdown', 'max-drawdown', 'MAXDRAWDOWN', 'maxdrawdown', 'max drawdown', 'MaxDrawDown']) {
    expect(closestWord(typed, known)).toBe('maxDrawdown')
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
