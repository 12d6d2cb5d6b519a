import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the clone that this package lies in; undefined where it was installed. */
export function cloneFolder(): string | undefined {
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  const file = join(root, 'package.json')
  if (!existsSync(file)) return undefined
  const { name } = JSON.parse(readFileSync(file, 'utf8')) as { readonly name?: string }
  return name === 'botyard-workspace' ? root : undefined
}

/** The version of this package, which is that of all packages of Botyard. */
export function ownVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { readonly version: string }
  return manifest.version
}
