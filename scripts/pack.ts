// Packs every public package of the built tree into dist-packages/: npm run pack
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './house.ts'
import { type PublicPackage, staleOutput, workspacePackages } from './packages.ts'

/** A packed package. */
export interface Packed {
  readonly name: string
  readonly version: string
  readonly file: string
  readonly bytes: number
  readonly unpackedBytes: number
  readonly files: readonly string[]
}

/** Packs these packages as they are built into a folder that exists, or says in one line why not. The same tree gives the same bytes. */
export function packInto(folder: string, packages: readonly PublicPackage[]): Packed[] | string {
  const unbuilt = packages.find((one) => !existsSync(join(root, one.folder, 'dist')))
  if (unbuilt !== undefined) return `${unbuilt.manifest.name} is not built: run tsc -b first`
  for (const one of packages) {
    const folder = join(root, one.folder)
    for (const path of staleOutput(folder)) rmSync(join(folder, 'dist', path), { force: true })
  }
  const words = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]
  const done = spawnNpm([...words, ...packages.flatMap((one) => ['--workspace', one.folder])])
  if (done.status !== 0) return `npm pack failed: ${done.stderr || done.error?.message || done.stdout}`
  const listed: unknown = JSON.parse(done.stdout)
  const entries = Object.values(listed as Record<string, NpmPacked>)
  return entries
    .map(({ name, version, filename, size, unpackedSize, files }) => ({
      name,
      version,
      file: join(folder, filename),
      bytes: size,
      unpackedBytes: unpackedSize,
      files: files.map(({ path }) => path),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** What npm says of a package it packed. */
interface NpmPacked {
  readonly name: string
  readonly version: string
  readonly filename: string
  readonly size: number
  readonly unpackedSize: number
  readonly files: readonly { readonly path: string }[]
}

/** The npm that called us, under our own node: another node may compress to other bytes. */
function spawnNpm(words: readonly string[]) {
  const npm = process.env['npm_execpath']
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 } as const
  return npm?.endsWith('.js') === true
    ? spawnSync(process.execPath, [npm, ...words], options)
    : spawnSync('npm', [...words], options)
}

/** A number of bytes for people. */
export function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}

if (import.meta.main) {
  const folder = join(root, 'dist-packages')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  const packed = packInto(folder, workspacePackages())
  if (typeof packed === 'string') {
    console.error(`pack: ${packed}`)
    process.exitCode = 1
  } else {
    for (const { name, version, bytes, unpackedBytes, files } of packed) {
      const sizes = `${kilobytes(bytes).padStart(10)} packed ${kilobytes(unpackedBytes).padStart(10)} unpacked`
      console.log(`${`${name} ${version}`.padEnd(28)} ${sizes}  ${files.length} files`)
    }
    console.log(`${packed.length} packages in dist-packages/`)
  }
}
