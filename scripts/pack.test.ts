import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './house.ts'
import { type Packed, packInto } from './pack.ts'
import { staleOutput, workspacePackages } from './packages.ts'

// Packages are packed as they are built, so there is nothing to look at before the first build; `npm test` builds first.
const built = workspacePackages().filter(({ folder }) => existsSync(join(root, folder, 'dist')))

test.skipIf(built.length === 0)('packing a tree twice gives the same bytes, and what was packed is the package', () => {
  const some = built.filter(({ manifest }) => ['@botyard/risk', '@botyard/testkit'].includes(manifest.name))
  const hashes = [0, 1].map(() => {
    const folder = mkdtempSync(join(tmpdir(), 'botyard-pack-'))
    try {
      const packed = packInto(folder, some)
      expect(packed).toHaveLength(some.length)
      return (packed as Packed[]).map(({ name, file, bytes }) => {
        const content = readFileSync(file)
        expect(content.length).toBe(bytes)
        const inner = execFileSync('tar', ['-xzOf', file, 'package/package.json'], { encoding: 'utf8' })
        expect(JSON.parse(inner).name).toBe(name)
        return createHash('sha256').update(content).digest('hex')
      })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
  expect(hashes[0]).toEqual(hashes[1])
})

test('a package that is not built is refused, and nothing is packed', () => {
  const unbuilt = { folder: 'packages/no-such', manifest: { name: '@botyard/no-such', version: '0.0.0' } }
  expect(packInto(tmpdir(), [unbuilt])).toMatch(/@botyard\/no-such is not built/)
})

test('output whose source is gone is found, and output that has one is not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'botyard-stale-'))
  try {
    expect(staleOutput(folder)).toEqual([])
    for (const path of [
      'src/deep/kept.ts',
      'dist/deep/kept.js',
      'dist/deep/kept.d.ts.map',
      'dist/deep/gone.js',
      'dist/gone.d.ts',
      'dist/.tsbuildinfo',
    ]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), '')
    }
    expect(staleOutput(folder).sort()).toEqual(['deep/gone.js', 'gone.d.ts'])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
