import { BotyardError, type ErrorPlace } from '../errors/botyard-error.ts'
import { plainNumber } from '../errors/fill-template.ts'
import { showValue } from '../errors/show-value.ts'
import type { Percent } from '../ports/time.ts'

const pattern = /^([+-]?\d+(?:\.\d+)?)%$/

/** Moves the decimal point without the error of a multiplication: 0.07 by 2 places is 7, not 7.000000000000001. */
export function movePoint(value: number, places: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e')
  return Number(`${digits}e${Number(exponent) + places}`)
}

/** The share that a percent means: 0.02 for '2%' and for 0.02. NaN for what is none, and for bare numbers beyond 1. Never throws. */
export function readShare(percent: unknown): number {
  if (typeof percent === 'number') return Math.abs(percent) <= 1 ? percent : Number.NaN
  if (typeof percent !== 'string') return Number.NaN
  const [, digits] = pattern.exec(percent) ?? []
  return digits === undefined ? Number.NaN : Number(`${digits}e-2`)
}

/** A share as people write it: 0.004 is '0.4%'. The digits are moved as text, so reading it again gives the very same share. */
export function writePercent(share: number): `${number}%` {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plainNumber(share)) ?? []
  const digits = `${whole}${fraction.slice(0, 2).padEnd(2, '0')}`.replace(/^0+(?=\d)/, '')
  const rest = fraction.slice(2)
  return `${sign}${digits}${rest === '' ? '' : `.${rest}`}%` as `${number}%`
}

/** The error for something that is not a percent: BY1110 for NaN and Infinity, BY1107 for a bare number beyond 1, BY1106 for the rest. */
export function percentProblem(what: string, got: unknown, place?: ErrorPlace, example = "'2%' or 0.02"): BotyardError {
  if (typeof got !== 'number') return new BotyardError('BY1106', { what, got: showValue(got), example }, place)
  if (!Number.isFinite(got)) return new BotyardError('BY1110', { what, got: showValue(got), example }, place)
  return new BotyardError('BY1107', bareDetails(what, got), place)
}

/** The details of BY1107. Beyond 100 % the bare share would be refused too, so it is not offered. */
export function bareDetails(what: string, got: number): { what: string; got: number; share: number | string; percent: number } {
  const share = movePoint(got, -2)
  return { what, got, share: Math.abs(share) <= 1 ? share : 'a share of at most 1', percent: movePoint(got, 2) }
}

/** The share of a percent; what is none throws one of BY1106, BY1107 and BY1110. `what` says in the message which value it was. */
export function toShare(percent: Percent, what = 'a percent'): number {
  const share = readShare(percent)
  if (Number.isNaN(share)) throw percentProblem(what, percent)
  return share
}
