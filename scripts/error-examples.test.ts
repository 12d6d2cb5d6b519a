import { catalogue, type ErrorCode } from '@botyard/core'
import { expect, test } from 'vitest'
import { errorPages } from '../docs/build/error-pages.ts'
import { exampleLanguage } from '../docs/build/example-language.ts'
import { canBeTyped } from './typed-line.ts'

// Every error shows how it is right. A line of a shell has to be one that can be typed, and what is shown as TypeScript has to be it.

const codes = Object.keys(catalogue) as ErrorCode[]
const inLanguage = (wanted: string) => codes.filter((code) => exampleLanguage(catalogue[code].example) === wanted)

test('every example that is a command can be typed, with all it needs', () => {
  expect(inLanguage('sh').length).toBeGreaterThan(20)
  expect(inLanguage('sh').filter((code) => !canBeTyped(catalogue[code].example))).toEqual([])
})

test('every other example is TypeScript, but for rows of data and plain words', () => {
  expect(inLanguage('ts').length).toBeGreaterThan(60)
  expect(inLanguage('text')).toEqual(['BY3005', 'BY3007', 'BY4302', 'BY4303', 'BY5003', 'BY6101'])
})

test('the page of an error shows its example in its own language', () => {
  const pages = errorPages()
  expect(pages['errors/BY1103']).toContain('```ts\nmomentum({ lookback: 50 })')
  expect(pages['errors/BY6009']).toContain('```sh\nnpx botyard doctor')
  expect(pages['errors/BY6101']).toContain('```text\n1704067200000')
})

test('no cell, heading or line of the pages ends in braces, which the site would read as attributes and leave out', () => {
  const pages = Object.values(errorPages())
  expect(pages.flatMap((page) => page.replace(/```.*?```/gs, '').match(/^.*\{.*$/gm) ?? [])).toEqual([])
  expect(errorPages()['errors/index']).toMatch(/\[BY1102\].*&lt;got>/)
})

test('a language is not given to what only looks like it', () => {
  expect(exampleLanguage('npx botyard doctor')).toBe('sh')
  expect(exampleLanguage('onBar() { desk.exit(1) }')).toBe('ts')
  expect(exampleLanguage("defineBot({ name: 'x', ... })")).toBe('ts')
  expect(exampleLanguage('desk.bars(15m)')).toBe('text')
  expect(canBeTyped('npx botyard data import trades.csv')).toBe(false)
  expect(canBeTyped('npx botyard backtest --sed 5')).toBe(false)
})
