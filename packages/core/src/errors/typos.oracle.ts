import { catalogue } from './catalogue.ts'
import { closestWord } from './closest-word.ts'

// Names that people type: options, parts of a bot, callbacks, commands, and all codes.
const names =
  'fast slow edge lookback threshold maxDrawdown maxLossPerDay maxPosition maxOrder orderRate priceCollar venue venues symbols ' +
  'account strategies risk costs plugins profiles capacity latency orders rounding data name start quote taker maker slippage entry ' +
  'response instruments levels timers interval stop target trail distance limit quantity amount equity reason lifetime postOnly ' +
  'reduceOnly trigger link side type price share file batchRows market network keys testnet window spread gap cooldown hold ' +
  'volatility deviation signal smooth length period warm keep depth seed days from config profile json quiet verbose color ascii ' +
  'backtest paper explain doctor synth import check print onStart onStop onBook onTrade onBar onBars onTicker onFunding onData ' +
  'onAnswer onMarket onOrder onFill onRefused'
/** Words that a slip may be meant for: what people type, and every code. */
export const typedWords: readonly string[] = [...names.split(' '), ...Object.keys(catalogue)]

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

/** Numbers below a bound; a generator of its own, so that a printed seed gives the same slips on every machine. */
export function picker(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** What came of a run of slips: how many there were and how many led back to the word that was meant. */
export interface SlipCount {
  made: number
  undone: number
}

/** Slips counted over all words, and over the names by sort. */
export interface SlipCounts {
  readonly all: SlipCount
  /** Without codes: one digit less of a code fits several codes. */
  readonly bySort: Readonly<Record<string, SlipCount>>
}

/** Makes that many slips in the words, none of which is a word itself, and counts those for which the closest word is the one meant. */
export function countSlips(words: readonly string[], slipsWanted: number, seed: number): SlipCounts {
  const pick = picker(seed)
  const rules = Object.entries(slips)
  const all = { made: 0, undone: 0 }
  const bySort: Record<string, SlipCount> = Object.fromEntries(rules.map(([sort]) => [sort, { made: 0, undone: 0 }]))
  while (all.made < slipsWanted) {
    const word = words[pick(words.length)]
    const [sort, slip] = rules[pick(rules.length)]
    const typed = slip(word, pick(word.length), pick(4))
    if (typed === undefined || words.includes(typed)) continue
    const isUndone = Number(closestWord(typed, words) === word)
    for (const count of /^BY\d/.test(word) ? [all] : [all, bySort[sort]]) {
      count.made++
      count.undone += isUndone
    }
  }
  return { all, bySort }
}
