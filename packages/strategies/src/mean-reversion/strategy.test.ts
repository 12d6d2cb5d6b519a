import { readOptions, searchValues } from '@botyard/core'
import { expect, test } from 'vitest'
import { meanReversion } from '../index.ts'

const { options, name } = meanReversion.definition
const declared = Object.entries(options!)

test('every option has words, a default and values to search', () => {
  for (const [option, { about, fallback }] of declared) {
    expect(about, option).not.toBe('')
    expect(fallback, option).toBeDefined()
  }
  for (const [option, declaration] of declared) expect(searchValues<unknown>(declaration).length, option).toBeGreaterThan(2)
})

test('every value of a search is one the strategy accepts', () => {
  for (const [option, declaration] of declared) {
    for (const value of searchValues<unknown>(declaration)) {
      expect(readOptions(name, options!, { [option]: value }, undefined).problems, `${option} ${value}`).toEqual([])
    }
  }
})

test('at every setting the stop lies further out than the entry', () => {
  expect(options!.entry.max).toBeLessThan(options!.stop.min!)
})
