import { BotyardErrors, isBotyardError } from '@botyard/core'
import { expect, test } from 'vitest'
import { readMaintenance } from './maintenance-tiers.ts'
import { maintenanceOf } from './margin.ts'

const terms = (text: string) => ({ mode: 'cross', leverage: 10, by: 'mark', tiers: readMaintenance(text) }) as const

/** The titles of everything that is wrong with a text. */
function wrongIn(text: string): string[] {
  try {
    readMaintenance(text)
  } catch (problem) {
    if (problem instanceof BotyardErrors) return problem.problems.map(({ title }) => title)
    if (isBotyardError(problem)) return [problem.title]
    throw problem
  }
  return []
}

test('one percent is one tier for all values', () => {
  expect(readMaintenance('0.5%')).toEqual([{ upTo: Number.POSITIVE_INFINITY, rate: 0.005, deduction: 0 }])
})

test('a rate is that of the value beyond the tier before, so maintenance never jumps', () => {
  const tiers = terms('0.4% to 50000, 0.5% to 250000, 1%')
  expect([50_000, 250_000, 1_000_000].map((value) => maintenanceOf(tiers, value))).toEqual([200, 1200, 8700])
  // As a venue tells the same tiers: 0.5 % less 50, and 1 % less 1,300.
  expect(tiers.tiers.map(({ deduction }) => Math.round(deduction * 1e6) / 1e6)).toEqual([0, 50, 1300])
})

test.each([
  ['', ["maintenance of sim is '', expected a percent, or a percent 'to' a value"]],
  ['0.005', ["maintenance of sim is '0.005', expected a percent, or a percent 'to' a value"]],
  ['60%', ["maintenance of sim is '60%', expected at most 50%"]],
  ['0.5% to 1000', ["maintenance of sim is '0.5% to 1000', expected no 'to' in the last tier"]],
  ['0.4%, 1%', ["maintenance of sim is '0.4%', expected a 'to' in all tiers but the last"]],
  [
    '0.4% to 900, 0.5% to 900, 1%',
    ["maintenance of sim is '0.5% to 900', expected a value over 900, where the tier before it ends"],
  ],
  ['1% to 900, 1%', ["maintenance of sim is '1%', expected a rate over that of the tier before it"]],
  [
    '0.4% upto 900, 0.5% to 2000, 0.4% to 3000, 1% to 4000',
    [
      "maintenance of sim is '0.4% upto 900', expected a percent, or a percent 'to' a value",
      "maintenance of sim is '0.4% to 3000', expected a rate over that of the tier before it",
      "maintenance of sim is '1% to 4000', expected no 'to' in the last tier",
    ],
  ],
])('%j has a problem for each mistake', (text, titles) => {
  expect(wrongIn(text)).toEqual(titles)
})
