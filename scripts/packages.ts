import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative } from 'node:path'
import { houseFiles, root } from './house.ts'

/** The fields of a package.json that the house asks about. */
export interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly description?: string
  readonly license?: string
  readonly type?: string
  readonly repository?: { readonly url?: string; readonly directory?: string }
  readonly engines?: { readonly node?: string }
  readonly sideEffects?: unknown
  readonly exports?: Readonly<Record<string, unknown>>
  readonly files?: readonly string[]
  readonly bin?: Readonly<Record<string, string>>
  readonly publishConfig?: { readonly access?: string }
  readonly scripts?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** A package of the workspace that is published. */
export interface PublicPackage {
  /** From the root of the repository. */
  readonly folder: string
  readonly manifest: Manifest
}

/** All packages of the tree that are to be published, by folder. */
export function publicPackages(): PublicPackage[] {
  return houseFiles(/^packages\/(?!create-botyard\/templates).*package\.json$/)
    .map(({ path, text }) => ({ folder: posix.dirname(path), manifest: JSON.parse(text) as Manifest }))
    .filter(({ manifest }) => manifest.private !== true)
}

/** Those of them that npm knows as part of the workspace. */
export function workspacePackages(): PublicPackage[] {
  const { packages } = readLock()
  return publicPackages().filter(({ folder }) => packages[folder] !== undefined)
}

/**
 * Files under `dist` of a package's folder whose source is gone. The compiler leaves them behind, and a package must not depend on what was once compiled
 * in this copy of the tree.
 */
export function staleOutput(folder: string): string[] {
  const sources = new Set(filesIn(join(folder, 'src')).map((path) => path.replace(/\.ts$/, '')))
  const compiled = /(\.d\.ts|\.js)(\.map)?$/
  return filesIn(join(folder, 'dist')).filter((path) => compiled.test(path) && !sources.has(path.replace(compiled, '')))
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return entries.map((entry) => relative(folder, join(entry.parentPath, entry.name)))
}

/** The lock, as far as it tells what is installed with what. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>
}

/** One installed package of the lock. */
export interface LockedPackage {
  readonly version?: string
  readonly link?: boolean
  readonly resolved?: string
  readonly hasInstallScript?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** The lock of the workspace. */
export function readLock(): Lock {
  return JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
}

/** Places in the lock of everything that comes with a package in production, packages of the workspace left out. */
export function productionPlaces(lock: Lock, folder: string): string[] {
  const seen = new Set<string>()
  const visit = (place: string): void => {
    if (seen.has(place)) return
    seen.add(place)
    const { dependencies, optionalDependencies } = lock.packages[place] ?? {}
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const found = resolve(lock, place, name)
      if (found !== undefined) visit(found)
    }
  }
  visit(folder)
  return [...seen].filter((place) => place.includes('node_modules/')).sort()
}

/** Where node would find a package from another one: in the nearest `node_modules` upwards; a link counts as what it points to. */
function resolve(lock: Lock, from: string, name: string): string | undefined {
  for (let at = from; ; at = posix.dirname(at)) {
    const place = at === '.' || at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`
    const found = lock.packages[place]
    if (found !== undefined) return found.link === true ? found.resolved : place
    if (at === '.' || at === '') return undefined
  }
}
