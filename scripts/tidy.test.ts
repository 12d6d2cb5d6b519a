import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { coreFoldersAreKnown, coreGoesOneWay, coreReaches, nodeStaysOutside, packagesMeetThroughCore } from './boundaries.ts'
import { codeRules, placesOf } from './code-rules.ts'
import { longFunctions } from './function-lengths.ts'
import { houseFiles } from './house.ts'
import { machineNaming, oddlyTitled, overlong, unfinished, vaguelyNamed } from './tree-rules.ts'

// The rules of the house, kept by reading the tree; what they are is in the files beside this one, and that each of them can fail is
// shown in rules.test.ts and function-lengths.test.ts. A rule that needs an exception names it, with its reason.

const isTemplate = (path: string) => path.startsWith('packages/create-botyard/templates/')
const everything = houseFiles(/\.(ts|js|mjs|css)$/)
const written = everything.filter(({ path }) => !isTemplate(path) && !path.endsWith('.css'))
const sources = written.filter(({ path }) => /^packages\/.*\/(src|test|bin)\//.test(path))
const product = sources.filter(({ path }) => !/\.test\.ts$|\/test\/|\.oracle\.ts$/.test(path))
const prose = houseFiles(/\.md$/).filter(({ path }) => !path.startsWith('docs/api/'))

test('there is something to judge', () => {
  expect(sources.length).toBeGreaterThan(100)
  expect(product.length).toBeGreaterThan(100)
  expect(prose.length).toBeGreaterThan(3)
})

test.each(codeRules)('$name', (rule) => {
  expect(placesOf(rule, written)).toEqual([])
})

test('core reaches Node and packages of others only where the house says', () => {
  expect(coreReaches(product)).toEqual([])
  expect(nodeStaysOutside(product)).toEqual([])
})

test('inside core, imports go one way: ports, errors and options, market and orders and engine, defaults, bot', () => {
  expect(coreFoldersAreKnown(product)).toEqual([])
  expect(coreGoesOneWay(product)).toEqual([])
})

test('packages meet through core, and every exception is named', () => {
  const manifests = houseFiles(/^packages\/.*package\.json$/).filter(({ path }) => !isTemplate(path))
  const names = new Map(manifests.map(({ path, text }) => [posix.dirname(path), String(JSON.parse(text).name)]))
  expect(packagesMeetThroughCore(product, names)).toEqual([])
})

test('a file has at most 300 lines', () => {
  expect(overlong(everything)).toEqual([])
})

test('a function fits a screen', () => {
  expect(longFunctions(product)).toEqual([])
})

test('a file is named by its noun', () => {
  const paths = houseFiles(/^(packages|scripts|bench|examples|docs)\//).map(({ path }) => path)
  expect(vaguelyNamed(paths)).toEqual([])
})

test('nothing is left to be done', () => {
  expect(unfinished(everything)).toEqual([])
})

test('a document has one title, and no text names a machine', () => {
  expect(oddlyTitled(prose.filter(({ path }) => path !== 'docs/index.md' && !isTemplate(path)))).toEqual([])
  const readable = houseFiles(/\.(md|ts|js|mjs|json|jsonc|yml)$|^\.ci\//).filter(({ path }) => path !== 'package-lock.json')
  expect(machineNaming(readable)).toEqual([])
})

test('README is there and stays under 200 lines', () => {
  const readme = prose.find(({ path }) => path === 'README.md')
  expect(readme?.text.split('\n').length).toBeLessThan(200)
})
