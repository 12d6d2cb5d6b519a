import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { runChild } from './child.ts'
import { isOurs } from './tarballs.ts'
import { Trouble, Troubles } from './trouble.ts'

/** A package of the clone, as its scripts name it. */
interface ClonePackage {
  readonly manifest: { readonly name: string }
}

/** What the scripts behind `npm run pack` offer; a text is the reason why nothing was packed. */
interface PackScripts {
  workspacePackages(): readonly ClonePackage[]
  packInto(folder: string, packages: readonly ClonePackage[]): readonly unknown[] | string
}

/** Builds the packages of a clone and packs them into a folder, as they would be published, with the clone's own scripts. */
export async function packWorkspace(root: string, folder: string, stop: AbortSignal): Promise<void> {
  const { ok, all } = await runChild(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b'], { cwd: root, stop })
  if (stop.aborted) return
  if (!ok) throw unpackable('tsc -b ended with an error', all)
  mkdirSync(folder, { recursive: true })
  const { workspacePackages, packInto } = await scripts(root)
  const packed = packInto(
    folder,
    workspacePackages().filter(({ manifest }) => isOurs(manifest.name)),
  )
  // A signal that came meanwhile is heard only now.
  await setImmediate()
  if (typeof packed === 'string' && !stop.aborted) throw unpackable('npm pack ended with an error', packed)
}

async function scripts(root: string): Promise<PackScripts> {
  const load = (name: string) => import(pathToFileURL(join(root, 'scripts', name)).href)
  const [pack, packages] = await Promise.all([load('pack.ts'), load('packages.ts')])
  return { ...pack, ...packages } as PackScripts
}

function unpackable(message: string, text: string): Troubles {
  const lines = text.trim().split('\n').slice(0, 6).join(' | ')
  const fix = ['repair it first: npm run build', 'use packages that are packed already: add --packages path/to/folder']
  return new Troubles(new Trouble('BY9901', { message }, { why: `This clone could not be packed: ${lines}`, fix }))
}
