import { closestWord } from './closest-word.ts'

/** Words of one sort, among which the closest to what was typed is looked for. */
export interface Realm {
  /** 'options of momentum' */
  readonly name: string
  readonly words: readonly string[]
  /** What looks there, when it is not the one of core. */
  readonly closest?: typeof closestWord
}

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

/** Slips counted over all words, by sort of slip and by realm. */
export interface SlipCounts {
  readonly all: SlipCount
  /** Without codes: one digit less of a code fits several codes. */
  readonly bySort: Readonly<Record<string, SlipCount>>
  readonly byRealm: Readonly<Record<string, SlipCount>>
}

/**
 * Makes that many slips, each in one of all words of all realms, and counts those for which the closest word of the realm is the one
 * meant. What a slip turns into another word of its realm is no slip that anybody could see.
 */
export function countSlips(realms: readonly Realm[], slipsWanted: number, seed: number): SlipCounts {
  const pick = picker(seed)
  const rules = Object.entries(slips)
  const places = realms.flatMap((realm) => realm.words.map((word) => ({ realm, word })))
  const none = (): SlipCount => ({ made: 0, undone: 0 })
  const all = none()
  const bySort: Record<string, SlipCount> = Object.fromEntries(rules.map(([sort]) => [sort, none()]))
  const byRealm: Record<string, SlipCount> = Object.fromEntries(realms.map(({ name }) => [name, none()]))
  while (all.made < slipsWanted) {
    const { realm, word } = places[pick(places.length)]
    const [sort, slip] = rules[pick(rules.length)]
    const typed = slip(word, pick(word.length), pick(4))
    if (typed === undefined || realm.words.includes(typed)) continue
    const { closest = closestWord } = realm
    const isUndone = Number(closest(typed, realm.words) === word)
    const counts = [all, byRealm[realm.name], ...(/^BY\d/.test(word) ? [] : [bySort[sort]])]
    for (const count of counts) {
      count.made++
      count.undone += isUndone
    }
  }
  return { all, bySort, byRealm }
}
