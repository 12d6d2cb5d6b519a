import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { npmCall, runChild } from './child.ts'
import { isOurs } from './tarballs.ts'
import { Trouble, Troubles } from './trouble.ts'

/** Builds the packages of a clone and packs them into a folder, as they would be published. */
export async function packWorkspace(root: string, folder: string, stop: AbortSignal): Promise<void> {
  await step('tsc -b', process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b'], root, stop)
  mkdirSync(folder, { recursive: true })
  const names = workspaceNames(root).flatMap((name) => ['--workspace', name])
  const [program, words] = npmCall(['pack', ...names, '--pack-destination', folder, '--ignore-scripts', '--loglevel=error'])
  await step('npm pack', program, words, root, stop)
}

/** The packages of Botyard in a clone, by name. A workspace is a folder, or every folder in one: 'packages/plugins/*'. */
function workspaceNames(root: string): string[] {
  const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly workspaces: readonly string[]
  }
  const folders = workspaces.flatMap((pattern) => {
    const parent = pattern.replace(/\/\*$/, '')
    return parent === pattern ? [pattern] : readdirSync(join(root, parent)).map((name) => join(parent, name))
  })
  const manifests = folders.map((folder) => join(root, folder, 'package.json')).filter((file) => existsSync(file))
  return manifests.map((file) => (JSON.parse(readFileSync(file, 'utf8')) as { readonly name: string }).name).filter(isOurs)
}

async function step(title: string, program: string, words: readonly string[], cwd: string, stop: AbortSignal): Promise<void> {
  const { ok, all } = await runChild(program, words, { cwd, stop })
  if (ok || stop.aborted) return
  const lines = all.trim().split('\n').slice(0, 6).join(' | ')
  const other = {
    why: `This clone could not be packed: ${lines}`,
    fix: ['repair it first: npm run build', 'use packages that are packed already: add --packages path/to/folder'],
  }
  throw new Troubles(new Trouble('BY9901', { message: `${title} ended with an error` }, other))
}
