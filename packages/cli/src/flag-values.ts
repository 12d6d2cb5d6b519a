import type { Duration, Micros } from '@botyard/core'
import type { Unreadable } from './flags.ts'

const date = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?Z?$/

/** 2024-01-31 or 2024-01-31T09:30(:00), always UTC. A day that does not exist is no date. */
export function readDate(text: string): Micros | Unreadable {
  const found = date.exec(text)
  const unreadable = { expected: 'a date, UTC', example: '2024-01-31' }
  if (found === null) return unreadable
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map((part) => Number(part ?? 0))
  const millis = Date.UTC(year, month - 1, day, hour, minute, second)
  // Date.UTC turns the 30th of February into the 1st of March; such a date was not meant by anybody.
  const real = new Date(millis).toISOString().slice(0, 19)
  const two = (part: number) => String(part).padStart(2, '0')
  const given = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`
  return real === given ? millis * 1000 : unreadable
}

function wholeNumber(text: string, least: number, most: number): number | undefined {
  if (!/^\d{1,16}$/.test(text)) return undefined
  const value = Number(text)
  return value >= least && value <= most ? value : undefined
}

/** A number of days. */
export function readDays(text: string): number | Unreadable {
  return wholeNumber(text, 1, 36_500) ?? { expected: 'a whole number of days from 1 to 36500', example: '30' }
}

/** A number of things, none included. */
export function readCount(text: string): number | Unreadable {
  return wholeNumber(text, 0, 1_000_000) ?? { expected: 'a whole number from 0 to 1000000', example: '3' }
}

/** A length of time with its unit. */
export function readDuration(text: string): Duration | Unreadable {
  return /^[1-9]\d{0,8}(?:ms|s|m|h|d)$/.test(text)
    ? (text as Duration)
    : { expected: 'a number with ms, s, m, h or d', example: '1m' }
}

const kinds = ['bars', 'trades', 'book'] as const

/** Sorts of rows with commas between them. */
export function readKinds(text: string): readonly (typeof kinds)[number][] | Unreadable {
  const words = text.split(',')
  const known = kinds.filter((kind) => words.includes(kind))
  return known.length === words.length ? known : { expected: 'some of bars, trades and book', example: 'bars,trades' }
}

/** A seed: any whole number a double holds exactly. */
export function readSeed(text: string): number | Unreadable {
  return wholeNumber(text, 0, Number.MAX_SAFE_INTEGER) ?? { expected: 'a whole number from 0 up', example: '5' }
}

/** '60x', '60' or 'max'. */
export function readSpeed(text: string): number | 'max' | Unreadable {
  if (text === 'max') return 'max'
  const found = /^(\d{1,6}(?:\.\d{1,3})?)x?$/.exec(text)
  const times = found === null ? 0 : Number(found[1])
  return times > 0 ? times : { expected: 'a multiple of real time, or max', example: '60x' }
}

/** A price or quantity step. */
export function readPositive(text: string): number | Unreadable {
  const value = /^\d{1,12}(?:\.\d{1,12})?$/.test(text) ? Number(text) : 0
  return value > 0 ? value : { expected: 'a number above zero', example: '0.1' }
}

/** A path; what the system says of it is found out when it is opened. */
export function readPath(text: string): string | Unreadable {
  return text === '' || text.includes('\u0000') ? { expected: 'a path', example: './file' } : text
}

/** A name without blanks. */
export function readWord(text: string): string | Unreadable {
  return /^\S+$/.test(text) ? text : { expected: 'a name', example: 'BTCUSDT' }
}

/** Names with commas between them. */
export function readSymbols(text: string): readonly string[] | Unreadable {
  const names = text.split(',').map((name) => name.trim())
  const fine = names.every((name) => /^\S+$/.test(name)) && new Set(names).size === names.length
  return fine ? names : { expected: 'different symbols with commas between them', example: 'BTCUSDT,ETHUSDT' }
}

/** 'momentum.fast=30', or 'maxPosition=30%' for a first option. Whether there is such an option is for the bot to say. */
export function readSetting(text: string): string | Unreadable {
  return /^[^=\s.]+(?:\.[^=\s.]+)*=/.test(text) ? text : { expected: 'name.option=value', example: 'name.option=30' }
}

/** One of a few words. */
export function readOneOf<const W extends string>(words: readonly [W, ...W[]]): (text: string) => W | Unreadable {
  return (text) =>
    words.find((word) => word === text) ?? {
      expected: words.length === 1 ? words[0] : `one of ${words.join(', ')}`,
      example: words[0],
    }
}
