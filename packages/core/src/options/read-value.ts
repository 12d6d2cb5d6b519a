import { BotyardError, type ErrorPlace } from '../errors/botyard-error.ts'
import { closestWord } from '../errors/closest-word.ts'
import { showValue } from '../errors/show-value.ts'
import { readMicros } from './duration-text.ts'
import type { Option } from './options.ts'
import { bareDetails, percentProblem, readShare } from './percent-text.ts'
import { exampleOf, writeRange } from './write-value.ts'

/** Which value is being read, for the message, and where it was written. */
export interface Reading {
  /** 'fast of momentum'. */
  readonly what: string
  readonly place?: ErrorPlace
  /** Name of the option, for the code frame. */
  readonly option?: string
}

/** The value as the code receives it, or the problem with it. */
export interface Read {
  readonly value?: unknown
  readonly problem?: BotyardError
}

const expected = { integer: 'a whole number', number: 'a number', text: 'a text', flag: 'true or false' } as const

/** Checks one value against its declaration. It never throws and never converts: '20' is no number. */
export function readValue(option: Option<unknown>, raw: unknown, reading: Reading): Read {
  switch (option.kind) {
    case 'integer':
    case 'number':
      return readNumber(option, option.kind, raw, reading)
    case 'percent':
      return readPercent(option, raw, reading)
    case 'duration': {
      const micros = readMicros(raw)
      if (!Number.isNaN(micros)) return inRange(option, micros, raw, reading)
      const details = { what: reading.what, got: showValue(raw), example: exampleOf(option) }
      return { problem: new BotyardError('BY1108', details, labelled(reading, 'expected a duration')) }
    }
    case 'choice':
      return readChoice(option, raw, reading)
    case 'text':
      return typeof raw === 'string' ? inRange(option, raw.length, raw, reading) : wrongType(option, option.kind, raw, reading)
    case 'flag':
      return typeof raw === 'boolean' ? { value: raw } : wrongType(option, option.kind, raw, reading)
  }
}

function labelled(reading: Reading, label: string): ErrorPlace {
  if (reading.option === undefined) return reading.place ?? {}
  return { ...reading.place, frame: { option: reading.option, part: 'value', label } }
}

function wrongType(option: Option<unknown>, kind: keyof typeof expected, raw: unknown, reading: Reading): Read {
  const details = { what: reading.what, got: showValue(raw), expected: expected[kind], example: exampleOf(option) }
  return { problem: new BotyardError('BY1102', details, labelled(reading, `expected ${expected[kind]}`)) }
}

function readNumber(option: Option<unknown>, kind: 'integer' | 'number', raw: unknown, reading: Reading): Read {
  if (typeof raw !== 'number') return wrongType(option, kind, raw, reading)
  if (!Number.isFinite(raw)) {
    const details = { what: reading.what, got: showValue(raw), example: exampleOf(option) }
    return { problem: new BotyardError('BY1110', details, labelled(reading, 'not a finite number')) }
  }
  if (kind === 'integer' && !Number.isSafeInteger(raw)) return wrongType(option, kind, raw, reading)
  // Adding zero turns -0 into 0, which would print and compare by sign in surprising ways.
  return inRange(option, raw, raw + 0, reading)
}

function readPercent(option: Option<unknown>, raw: unknown, reading: Reading): Read {
  const share = readShare(raw)
  if (!Number.isNaN(share)) return inRange(option, share, share + 0, reading, raw)
  if (typeof raw !== 'number')
    return { problem: percentProblem(reading.what, raw, labelled(reading, 'expected a percent'), exampleOf(option)) }
  if (!Number.isFinite(raw))
    return { problem: percentProblem(reading.what, raw, labelled(reading, 'not a finite number'), exampleOf(option)) }
  return { problem: bareProblem(option, raw, reading) }
}

// A bare number above 1: most likely the percent sign was forgotten, which is offered if the option allows the result.
function bareProblem(option: Option<unknown>, raw: number, reading: Reading): BotyardError {
  const { share, percent } = bareDetails(reading.what, raw)
  const of = option.unit === undefined ? '' : ` of ${option.unit}`
  const limits = option.min !== undefined && option.max !== undefined ? ` from ${option.min} to ${option.max}` : ''
  const why = of + limits === '' ? undefined : `Values are a share${of}${limits}. ${raw} would mean ${percent} %.`
  if (!outside(option, readShare(`${raw}%`)))
    return percentProblem(reading.what, raw, { ...labelled(reading, `write '${raw}%' or ${share}`), why })
  // With its sign it would be refused as well, so the sign is not what is wrong.
  const range = writeRange(option)
  const place = labelled(reading, `allowed is ${range}`)
  return new BotyardError('BY1104', { what: reading.what, got: showValue(raw), range }, { ...place, why })
}

function readChoice(option: Option<unknown>, raw: unknown, reading: Reading): Read {
  const choices = option.choices ?? []
  if (typeof raw === 'string' && choices.includes(raw)) return { value: raw }
  const meant = typeof raw === 'string' ? closestWord(raw, choices) : undefined
  const details = { what: reading.what, got: showValue(raw), choices: choices.map((choice) => `'${choice}'`) }
  const place = labelled(reading, meant === undefined ? `expected one of ${choices.length}` : `did you mean '${meant}'?`)
  return { problem: new BotyardError('BY1109', details, meant === undefined ? place : { ...place, fix: [`write '${meant}'`] }) }
}

function outside({ min, max }: Option<unknown>, measure: number): boolean {
  return (min !== undefined && measure < min) || (max !== undefined && measure > max)
}

function inRange(option: Option<unknown>, measure: number, value: unknown, reading: Reading, shown: unknown = value): Read {
  if (!outside(option, measure)) return { value }
  const range = writeRange(option)
  const got = option.kind === 'text' ? `${measure} characters long` : showValue(shown)
  return { problem: new BotyardError('BY1104', { what: reading.what, got, range }, labelled(reading, `allowed is ${range}`)) }
}
