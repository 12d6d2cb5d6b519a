import fc from 'fast-check'
import { expect, test } from 'vitest'
import { catalogue } from './catalogue.ts'
import { closestWord, typingDistance } from './closest-word.ts'

// Names that people type: options, parts of a bot, callbacks, commands, and all codes.
const names =
  'fast slow edge lookback threshold maxDrawdown maxLossPerDay maxPosition maxOrder orderRate priceCollar venue venues symbols ' +
  'account strategies risk costs plugins profiles capacity latency orders rounding data name start quote taker maker slippage entry ' +
  'response instruments levels timers interval stop target trail distance limit quantity amount equity reason lifetime postOnly ' +
  'reduceOnly trigger link side type price share file batchRows market network keys testnet window spread gap cooldown hold ' +
  'volatility deviation signal smooth length period warm keep depth seed days from config profile json quiet verbose color ascii ' +
  'backtest paper explain doctor synth import check print onStart onStop onBook onTrade onBar onBars onTicker onFunding onData ' +
  'onAnswer onMarket onOrder onFill onRefused'
const known: readonly string[] = [...names.split(' '), ...Object.keys(catalogue)]

type Slip = (word: string, at: number, pick: number) => string | undefined

const near: Readonly<Record<string, string>> = {
  q: 'wa',
  w: 'qes',
  e: 'wrd',
  r: 'etf',
  t: 'ryg',
  y: 'tuh',
  u: 'yij',
  i: 'uok',
  o: 'ipl',
  p: 'ol',
  a: 'qsz',
  s: 'awdx',
  d: 'sefc',
  f: 'drgv',
  g: 'fthb',
  h: 'gyjn',
  j: 'hukm',
  k: 'jil',
  l: 'kop',
  z: 'asx',
  x: 'zsdc',
  c: 'xdfv',
  v: 'cfgb',
  b: 'vghn',
  n: 'bhjm',
  m: 'njk',
  0: '9',
  1: '2',
  2: '13',
  3: '24',
  4: '35',
  5: '46',
  6: '57',
  7: '68',
  8: '79',
  9: '80',
}

// The slips that fingers make, each as a rule, written down apart from the code that undoes them.
const slips: Readonly<Record<'dropped' | 'doubled' | 'swapped' | 'neighbour' | 'case', Slip>> = {
  dropped: (word, at) => (word.length < 3 ? undefined : word.slice(0, at) + word.slice(at + 1)),
  doubled: (word, at) => word.slice(0, at + 1) + word.slice(at),
  swapped: (word, at) => {
    const [a, b] = [word[at], word[at + 1]]
    return b === undefined || a === b ? undefined : `${word.slice(0, at)}${b}${a}${word.slice(at + 2)}`
  },
  neighbour: (word, at, pick) => {
    const letter = word[at] ?? ''
    const keys = near[letter.toLowerCase()]
    if (keys === undefined) return undefined
    const key = keys[pick % keys.length] ?? ''
    return word.slice(0, at) + (letter === letter.toLowerCase() ? key : key.toUpperCase()) + word.slice(at + 1)
  },
  case: (word, at) => {
    const letter = word[at] ?? ''
    const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()
    return other === letter ? undefined : word.slice(0, at) + other + word.slice(at + 1)
  },
}

// A small generator of its own, so that the printed seed gives the same slips on every machine.
function picker(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

test('at least nine of ten slips of each sort in names, and of all in names and codes, are undone', () => {
  const seed = Number(process.env['BOTYARD_SEED'] ?? 20260105)
  const pick = picker(seed)
  const rules = Object.entries(slips)
  const right: Record<string, number> = {}
  const made: Record<string, number> = {}
  let all = 0
  let allRight = 0
  while (all < 900) {
    const word = known[pick(known.length)] ?? ''
    const [rule, slip] = rules[pick(rules.length)] ?? ['', () => undefined]
    const typed = slip(word, pick(word.length), pick(4))
    if (typed === undefined || known.includes(typed)) continue
    const hit = closestWord(typed, known) === word
    all++
    if (hit) allRight++
    // One digit less of a code fits several codes, so the sorts are held to the names.
    if (/^BY\d/.test(word)) continue
    made[rule] = (made[rule] ?? 0) + 1
    if (hit) right[rule] = (right[rule] ?? 0) + 1
  }
  process.stdout.write(`closest-word: seed ${seed}, ${allRight} of ${all} slips undone\n`)
  expect(allRight / all).toBeGreaterThanOrEqual(0.9)
  for (const { 0: rule } of rules) {
    expect(made[rule] ?? 0).toBeGreaterThan(50)
    expect((right[rule] ?? 0) / (made[rule] ?? 1), rule).toBeGreaterThanOrEqual(0.9)
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
