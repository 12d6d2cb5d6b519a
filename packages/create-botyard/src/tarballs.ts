import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Trouble, Troubles } from './trouble.ts'

/** A packed package: what it is called, not what its file is called. */
interface Tarball {
  readonly name: string
  readonly version: string
  readonly file: string
}

const blockBytes = 512

/** Every package in a folder of tarballs, as npm packs them. */
function readTarballs(folder: string): Tarball[] {
  const found = listed(folder)
  if (found.length === 0) throw notPackages(folder, 'a folder with the .tgz files of Botyard')
  return found.map((name) => {
    const file = resolve(folder, name)
    const manifest = manifestIn(file)
    if (manifest === undefined) throw notPackages(join(folder, name), 'a package as npm packs it')
    return { ...manifest, file }
  })
}

/**
 * Where the packages of Botyard come from, by name: what package.json and its overrides say. Every one that is needed must be in the
 * folder. `from` is the project when the tarballs lie inside it and are to be named relative to it.
 */
export function pinsOf(folder: string, needed: readonly string[], from?: string): Record<string, string> {
  const own = readTarballs(folder).filter(({ name }) => isOurs(name))
  const missing = needed.filter((name) => isOurs(name) && !own.some((tarball) => tarball.name === name))
  if (missing.length > 0) throw notPackages(folder, `a folder that also has ${missing.join(', ')}`)
  const place = (file: string) => (from === undefined ? file : relative(from, file)).replaceAll('\\', '/')
  return Object.fromEntries(own.map(({ name, file }) => [name, `file:${place(file)}`]))
}

/** Whether a package is one of Botyard's. */
export function isOurs(name: string): boolean {
  return name === 'botyard' || name.startsWith('@botyard/')
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.tgz'))
      .sort()
  } catch {
    return []
  }
}

function notPackages(path: string, expected: string): Troubles {
  const fix = ['pack them in a clone of Botyard: npm pack --workspaces --pack-destination path/to/folder']
  return new Troubles(
    new Trouble('BY1303', { flag: '--packages', got: JSON.stringify(path), expected }, { why: 'Nothing was written.', fix }),
  )
}

/** Name and version that the manifest in a tarball has; undefined for anything else than a packed package. */
function manifestIn(file: string): { name: string; version: string } | undefined {
  try {
    const bytes = gunzipSync(readFileSync(file))
    for (let at = 0; at + blockBytes <= bytes.length && bytes[at] !== 0; ) {
      const path = bytes.toString('utf8', at, at + 100).replace(/\0.*$/s, '')
      const size = Number.parseInt(bytes.toString('latin1', at + 124, at + 136), 8)
      if (path === 'package/package.json') {
        const { name, version } = JSON.parse(bytes.toString('utf8', at + blockBytes, at + blockBytes + size)) as Record<
          string,
          unknown
        >
        return typeof name === 'string' && typeof version === 'string' ? { name, version } : undefined
      }
      at += blockBytes + Math.ceil(size / blockBytes) * blockBytes
    }
  } catch {
    // Damaged, or no archive at all.
  }
  return undefined
}
