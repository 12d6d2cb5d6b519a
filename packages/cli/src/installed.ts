import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** One installed package. */
interface Installed {
  readonly name: string
  readonly version: string
  /** Real path of its folder: one that is linked twice is there once. */
  readonly folder: string
}

function readInstalled(folder: string): Installed | undefined {
  try {
    const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      name?: unknown
      version?: unknown
    }
    return typeof name === 'string' && typeof version === 'string' ? { name, version, folder: realpathSync(folder) } : undefined
  } catch {
    return undefined
  }
}

function entries(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []
}

/** The folders of packages directly in one node_modules, scopes opened. */
function packageFolders(modules: string): string[] {
  return entries(modules).flatMap((folder) => (/[\\/]@[^\\/]+$/.test(folder) ? entries(folder) : [folder]))
}

/** Every package of Botyard that a file in `start` could load, and those that other packages carry below themselves. */
export function installedPackages(start: string): Installed[] {
  const found = new Map<string, Installed>()
  for (let folder = start; ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules')
    const folders = packageFolders(modules)
    const nested = folders.flatMap((one) => packageFolders(join(one, 'node_modules')))
    for (const one of [...folders, ...nested]) {
      if (!/[\\/](?:@botyard[\\/][^\\/]+|botyard)$/.test(one)) continue
      const known = readInstalled(one)
      if (known !== undefined) found.set(known.folder, known)
    }
    if (dirname(folder) === folder) return [...found.values()]
  }
}
