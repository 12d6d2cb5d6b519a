import {
  type Bot,
  BotyardError,
  closestWord,
  flag,
  integer,
  type Micros,
  number,
  type Option,
  readOptions,
  text,
  throwAll,
} from '@botyard/core'
import type { PaperOptions } from '../runner.ts'

/** Years of four digits: a time beyond them is in another unit. */
const lastMicros: Micros = Date.UTC(9999, 11, 31) * 1000
const time = number(0, 'microseconds, such as Date.UTC(2024, 0, 31) * 1000', { min: 0, max: lastMicros })

/** What is written as options of a strategy are. */
const plain = {
  data: text('sample:bars', ''),
  from: time,
  to: time,
  days: number(30, ''),
  seed: integer(1, ''),
  botFile: text('bot.ts', ''),
  profile: text('careful', ''),
  verify: flag(false, ''),
  lookAhead: flag(true, ''),
} as const satisfies { readonly [name in keyof PaperOptions]: Option<unknown> }

interface Sound {
  readonly expected: string
  readonly example: string
  is(value: unknown): boolean
}

const callback = { expected: 'a function', is: (value: unknown) => typeof value === 'function' }
const texts = { expected: 'a list of texts', is: (value: unknown) => Array.isArray(value) && value.every(isText) }

/** What no option of a strategy can be: all the rest that there is, or it does not compile. */
const others: Readonly<Record<Exclude<keyof PaperOptions, keyof typeof plain>, Sound>> = {
  symbols: { ...texts, example: "['BTCUSDT']" },
  set: { ...texts, example: "['momentum.fast=30']" },
  log: { expected: 'a logger', example: 'console', is: isLogger },
  reportBy: { ...callback, example: '(report, plugin) => { ... }' },
  begins: { ...callback, example: '(replay) => { ... }' },
  progress: { ...callback, example: '(share) => { ... }' },
  stop: { expected: 'an AbortSignal', example: 'new AbortController().signal', is: (value) => value instanceof AbortSignal },
  speed: { expected: "'max' or a number above 0", example: '60', is: (value) => value === 'max' || isSpeed(value) },
}

const options = new Map<string, Option<unknown>>(Object.entries(plain))
const sounds = new Map<string, Sound>(Object.entries(others))
const known = [...options.keys(), ...sounds.keys()]
const owner = 'the run'

/** What the command line sees in its flags, a call from code has to hear as well: throws everything that is wrong with it. */
export function checkRun(bot: unknown, given: unknown): asserts bot is Bot {
  if (!isRecord(bot) || bot['sort'] !== 'bot')
    throw wrong('what is run', bot, { expected: 'what defineBot returns', example: "defineBot({ name: 'my-bot', ... })" })
  if (!isRecord(given)) throw wrong('what is said of the run', given, { expected: 'an object', example: '{ days: 30 }' })
  throwAll([...fieldProblems(given), ...rangeProblems(given)])
}

function fieldProblems(given: Readonly<Record<string, unknown>>): BotyardError[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const option = options.get(name)
    if (option !== undefined) return readOptions(owner, { [name]: option }, { [name]: value }).problems
    const sound = sounds.get(name)
    if (sound === undefined) return unknown(name)
    return value === undefined || sound.is(value) ? [] : wrong(`${name} of ${owner}`, value, sound)
  })
}

function rangeProblems({ from, to, days }: PaperOptions): BotyardError[] {
  return [
    ...(typeof days === 'number' && days <= 0 ? [outside('days', days, 'above 0')] : []),
    ...(typeof from === 'number' && typeof to === 'number' && from >= to
      ? [outside('to', isoOf(to), `after from, ${isoOf(from)}`)]
      : []),
  ]
}

function outside(what: string, got: string | number, range: string): BotyardError {
  return new BotyardError('BY1104', { what: `${what} of ${owner}`, got, range })
}

function unknown(option: string): BotyardError {
  const closest = closestWord(option, known)
  const why = 'It would be ignored, and the run would be another one than you wrote, so nothing was started.'
  if (closest === undefined) return new BotyardError('BY1103', { owner, option, known }, { why })
  return new BotyardError('BY1103', { owner, option, known, closest }, { why, fix: [`write ${closest} instead of ${option}`] })
}

function wrong(what: string, value: unknown, { expected, example }: Pick<Sound, 'expected' | 'example'>): BotyardError {
  const got = typeof value === 'object' && value !== null ? 'an object' : typeof value === 'string' ? `"${value}"` : String(value)
  return new BotyardError('BY1102', { what, got, expected, example })
}

/** A time as people write it, UTC. */
export function isoOf(time: Micros): string {
  return Number.isFinite(time) ? new Date(time / 1000).toISOString().replace('.000Z', 'Z') : String(time)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

function isSpeed(value: unknown): boolean {
  return typeof value === 'number' && value > 0
}

function isLogger(value: unknown): boolean {
  return isRecord(value) && ['debug', 'info', 'warn', 'error'].every((level) => typeof value[level] === 'function')
}
