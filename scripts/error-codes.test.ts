import { catalogue } from '@botyard/core'
import { expect, test } from 'vitest'
import { houseFiles } from './house.ts'

// A code that nothing throws is a promise about nothing, and one that is not in the catalogue cannot be explained. A code is used where it stands
// as a word of its own in source that runs: given to an error, to a refusal, or to a check.

const sources = houseFiles(/^packages\/.*\/(src|bin)\/.*\.(ts|js|mjs)$/).filter(
  ({ path }) => !/\.test\.ts$|\.oracle\.ts$|\/errors\/catalogue\//.test(path),
)
const used = new Set(sources.flatMap(({ text }) => [...text.matchAll(/['"`](BY\d{4})['"`]/g)].map(([, code = '']) => code)))

test('every code of the catalogue is used somewhere', () => {
  expect(Object.keys(catalogue).filter((code) => !used.has(code))).toEqual([])
})

test('every code that is used is in the catalogue', () => {
  expect([...used].filter((code) => !Object.hasOwn(catalogue, code))).toEqual([])
})

test('there is something to judge', () => {
  expect(used.size).toBeGreaterThan(80)
})
