import { expect, test } from 'vitest'
import { contentTroubles, dependenciesMax, type PackageFacts, packageTroubles } from './package-rules.ts'
import {
  type Lock,
  type Manifest,
  type PublicPackage,
  productionPlaces,
  publicPackages,
  readLock,
  workspacePackages,
} from './packages.ts'
import { codeBlocks } from './readme-code.ts'

const manifest: Manifest = {
  name: '@botyard/thing',
  version: '1.2.3',
  description: 'A thing.',
  license: 'MIT',
  type: 'module',
  repository: { url: 'git+https://example.com/botyard.git', directory: 'packages/plugins/thing' },
  publishConfig: { access: 'public' },
  engines: { node: '>=22.18' },
  sideEffects: false,
  exports: {
    '.': { '@botyard/source': './src/index.ts', types: './dist/index.d.ts', default: './dist/index.js' },
    './package.json': './package.json',
  },
  files: ['dist', 'src'],
  dependencies: { '@botyard/core': '1.2.3' },
}
const facts: PackageFacts = {
  version: '1.2.3',
  isListed: true,
  readme: '# @botyard/thing\n\nIt is one.\n',
  license: 'MIT License',
  houseLicense: 'MIT License',
  dependencies: 20,
  withScripts: [],
}
const packageOf = (changes: Partial<Manifest> = {}): PublicPackage => ({
  folder: 'packages/plugins/thing',
  manifest: { ...manifest, ...changes },
})

test('a package that is as it should be has no troubles', () => {
  expect(packageTroubles(packageOf(), facts)).toEqual([])
})

// Each line breaks one thing, and exactly that is told: a rule that never speaks is none.
const broken: [words: RegExp, changes: Partial<Manifest>, facts?: Partial<PackageFacts>][] = [
  [/not listed/, {}, { isListed: false }],
  [/has version 1.2.4/, { version: '1.2.4' }],
  [/description/, { description: 'A thing' }],
  [/license/, { license: 'ISC' }],
  [/type/, { type: 'commonjs' }],
  [/repository/, { repository: { url: 'git+https://example.com/botyard.git', directory: 'packages/thing' } }],
  [/engines/, { engines: { node: '>=20' } }],
  [/sideEffects/, { sideEffects: undefined }],
  [/files/, { files: ['src'] }],
  [/package\.json/, { exports: { '.': manifest.exports!['.'] } }],
  [/exports \.\/more under \[default\]/, { exports: { ...manifest.exports, './more': { default: './dist/more.js' } } }],
  [/exports \. under/, { exports: { ...manifest.exports, '.': './dist/index.js' } }],
  [/publishConfig/, { publishConfig: {} }],
  [/has no README/, {}, { readme: undefined }],
  [/not titled/, {}, { readme: 'Thing\n' }],
  [/LICENSE/, {}, { license: undefined }],
  [/LICENSE/, {}, { license: 'another' }],
  [/brings 99 packages/, {}, { dependencies: 99 }],
  [/brings left-pad/, {}, { withScripts: ['left-pad'] }],
  [/script on postinstall/, { scripts: { postinstall: 'echo' } }],
  [/script on prepare/, { scripts: { prepare: 'echo' } }],
  [/asks for @botyard\/core \^1/, { dependencies: { '@botyard/core': '^1.2.3' } }],
  [/asks for botyard 1.0.0/, { peerDependencies: { botyard: '1.0.0' } }],
]

test.each(broken)('told: %s', (words, changes, other) => {
  const troubles = packageTroubles(packageOf(changes), { ...facts, ...other })
  expect(troubles).toHaveLength(1)
  expect(troubles[0]).toMatch(words)
})

test('a packed package has what it exports and nothing that only this repository needs', () => {
  const whole = ['package.json', 'src/index.ts', 'dist/index.d.ts', 'dist/index.js']
  expect(contentTroubles(packageOf({ bin: { thing: './dist/index.js' } }), whole)).toEqual([])
  expect(contentTroubles(packageOf(), whole.slice(0, 3))).toEqual(['is packed without dist/index.js'])
  expect(contentTroubles(packageOf({ bin: { thing: './bin/thing.js' } }), whole)).toEqual(['is packed without bin/thing.js'])
  for (const path of ['src/a.test.ts', 'dist/a.oracle.js', 'test/a.ts', 'dist/.tsbuildinfo']) {
    expect(contentTroubles(packageOf(), [...whole, path])).toEqual([`is packed with ${path}`])
  }
})

test('what comes with a package is found the way node finds it, deep, once, and without packages of the house', () => {
  const lock: Lock = {
    packages: {
      'packages/thing': { dependencies: { a: '1', '@botyard/core': '1' } },
      'packages/core': { dependencies: { b: '1' }, optionalDependencies: { absent: '1' } },
      'node_modules/@botyard/core': { link: true, resolved: 'packages/core' },
      'node_modules/a': { version: '1', dependencies: { b: '2' } },
      'node_modules/a/node_modules/b': { version: '2', dependencies: { a: '1' } },
      'node_modules/b': { version: '1' },
      'node_modules/unused': { version: '1' },
    },
  }
  expect(productionPlaces(lock, 'packages/thing')).toEqual(['node_modules/a', 'node_modules/a/node_modules/b', 'node_modules/b'])
})

test('every package is part of the workspace, and core stays within its budget', () => {
  expect(publicPackages().length).toBeGreaterThan(7)
  expect(workspacePackages()).toEqual(publicPackages())
  const brought = productionPlaces(readLock(), 'packages/core')
  expect(brought).toContain('node_modules/pino')
  expect(brought.length).toBeLessThanOrEqual(dependenciesMax['@botyard/core']!)
})

test('code in a document is found with its line', () => {
  const document = '# Title\n\n```sh\nno\n```\n\n```ts\nconst a = 1\nconst b = 2\n```\n'
  expect(codeBlocks(document)).toEqual([{ line: 8, code: 'const a = 1\nconst b = 2\n' }])
})
