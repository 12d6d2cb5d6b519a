import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

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

/** How packages of Botyard are had while no registry has them, as a step to take. */
export const installStep = 'type npm run pack in a clone of Botyard, then here: npm install path/to/clone/dist-packages/*.tgz'

/**
 * Every package of Botyard that a file in `start` could load, and those that other packages carry below themselves. Of one name the
 * nearest hides those in folders further up.
 */
export function installedPackages(start: string): Installed[] {
  const found = new Map<string, Installed>()
  const hidden = new Set<string>()
  for (let folder = start; ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules')
    const folders = packageFolders(modules).filter((one) => !hidden.has(relative(modules, one)))
    const nested = folders.flatMap((one) => packageFolders(join(one, 'node_modules')))
    for (const one of [...folders, ...nested]) {
      if (!/[\\/](?:@botyard[\\/][^\\/]+|botyard)$/.test(one)) continue
      const known = readInstalled(one)
      if (known !== undefined) found.set(known.folder, known)
    }
    for (const one of folders) hidden.add(relative(modules, one))
    if (dirname(folder) === folder) return [...found.values()]
  }
}
