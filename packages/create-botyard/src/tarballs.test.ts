import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { pinsOf } from './tarballs.ts'
import { Troubles } from './trouble.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tarballs-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A tarball with these files, as small as the format allows. */
function tarball(files: Readonly<Record<string, string>>): Buffer {
  const blocks = Object.entries(files).flatMap(([path, text]) => {
    const head = Buffer.alloc(512)
    head.write(path)
    head.write(`${text.length.toString(8).padStart(11, '0')} `, 124)
    const body = Buffer.alloc(Math.ceil(text.length / 512) * 512)
    body.write(text)
    return [head, body]
  })
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]))
}

function put(file: string, name: string): void {
  writeFileSync(
    join(folder, file),
    tarball({ 'package/README.md': 'x'.repeat(700), 'package/package.json': JSON.stringify({ name, version: '1.2.3' }) }),
  )
}

const titleOf = (work: () => unknown) => {
  try {
    work()
  } catch (thrown) {
    if (thrown instanceof Troubles) return thrown.message
    throw thrown
  }
  return 'nothing was thrown'
}

test('a tarball is known by the name inside it, not by that of its file', () => {
  put('a.tgz', '@botyard/core')
  put('botyard-core-1.2.3.tgz', 'botyard')
  put('other.tgz', 'left-pad')
  expect(pinsOf(folder, ['botyard', '@botyard/core', 'typescript'])).toEqual({
    '@botyard/core': `file:${join(folder, 'a.tgz')}`,
    botyard: `file:${join(folder, 'botyard-core-1.2.3.tgz')}`,
  })
})

test('tarballs inside a project are named relative to it', () => {
  put('core.tgz', '@botyard/core')
  expect(pinsOf(folder, ['@botyard/core'], join(folder, '..'))['@botyard/core']).toMatch(/^file:tarballs-\w+\/core\.tgz$/)
})

test('a folder that lacks a package that is needed says which', () => {
  put('core.tgz', '@botyard/core')
  expect(titleOf(() => pinsOf(folder, ['botyard', '@botyard/core', '@botyard/sim']))).toMatch(
    /^BY1303 .*expected a folder that also has botyard, @botyard\/sim$/,
  )
})

test('no folder, an empty one, and what is no package are refused', () => {
  expect(titleOf(() => pinsOf(folder, []))).toContain('expected a folder with the .tgz files of Botyard')
  expect(titleOf(() => pinsOf(join(folder, 'nowhere'), []))).toContain('expected a folder with the .tgz files of Botyard')
  const whole = tarball({ 'package/package.json': '{"name":"botyard","version":"1.0.0"}' })
  const broken = [
    Buffer.from('not a tarball'),
    whole.subarray(0, whole.length - 20),
    gzipSync(Buffer.alloc(1024)),
    tarball({ 'package/package.json': '{"name":1}' }),
    tarball({ 'x.json': '{}' }),
  ]
  for (const bytes of broken) {
    writeFileSync(join(folder, 'x.tgz'), bytes)
    expect(titleOf(() => pinsOf(folder, []))).toContain('expected a package as npm packs it')
  }
})
