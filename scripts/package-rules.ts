import type { PublicPackage } from './packages.ts'

/** The oldest Node that users need. What starts projects is let in earlier, so that it can say what is missing. */
const nodeWanted: Readonly<Record<string, string>> = { 'create-botyard': '>=18' }
const nodeUsual = '>=22.18'

/**
 * How many packages of others may come with one of ours, all of them counted, however deep. Core's are inversify, pino, undici, ws,
 * eventemitter3 and reflect-metadata with what they bring; a larger number needs a page in docs/decisions.
 */
export const dependenciesMax: Readonly<Record<string, number>> = { '@botyard/core': 26, botyard: 28, 'create-botyard': 2 }
const dependenciesMaxUsual = 26

/** Scripts that npm runs at somebody who only installs. */
const installScripts = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare']

/** What is known of a package besides its package.json. */
export interface PackageFacts {
  /** The version that all packages have. */
  readonly version: string
  /** Whether the workspace lists it. */
  readonly isListed: boolean
  /** README.md and LICENSE of its folder, as far as they are there. */
  readonly readme: string | undefined
  readonly license: string | undefined
  readonly houseLicense: string
  /** How many packages of others come with it, and which of them run a script when they are installed. */
  readonly dependencies: number
  readonly withScripts: readonly string[]
}

/** Everything that is wrong with a package as it is written, each as a sentence without the package's name. */
export function packageTroubles({ folder, manifest }: PublicPackage, facts: PackageFacts): string[] {
  const { name, version, engines, repository, exports = {}, publishConfig, scripts = {} } = manifest
  const wanted = nodeWanted[name] ?? nodeUsual
  const max = dependenciesMax[name] ?? dependenciesMaxUsual
  const isCode = Object.hasOwn(exports, '.')
  const checks: [isWrong: boolean, trouble: string][] = [
    [!facts.isListed, 'is not listed in `workspaces` of the root, so it is neither installed nor packed'],
    [version !== facts.version, `has version ${version}, and all packages have ${facts.version}`],
    [!manifest.description?.endsWith('.'), 'has no `description` that is a sentence'],
    [manifest.license !== 'MIT', 'has not `license` MIT'],
    [manifest.type !== 'module', 'has not `type` module'],
    [repository?.url === undefined || repository.directory !== folder, `has not \`repository\` with its directory ${folder}`],
    [engines?.node !== wanted, `has not \`engines.node\` ${wanted}`],
    [isCode && manifest.sideEffects === undefined, 'does not say `sideEffects`'],
    [!manifest.files?.includes('dist'), 'does not list `dist` in `files`'],
    [exports['./package.json'] !== './package.json', 'does not export its package.json'],
    [name.startsWith('@') && publishConfig?.access !== 'public', 'is scoped and has not `publishConfig.access` public'],
    [facts.readme === undefined, 'has no README.md'],
    [facts.readme !== undefined && facts.readme.split('\n')[0] !== `# ${name}`, `has a README.md that is not titled # ${name}`],
    [facts.license !== facts.houseLicense, 'has no LICENSE that is the one of the root'],
    [facts.dependencies > max, `brings ${facts.dependencies} packages of others, and ${max} is the limit`],
  ]
  const scripted = installScripts.filter((script) => Object.hasOwn(scripts, script)).map((script) => `runs a script on ${script}`)
  const brought = facts.withScripts.map((other) => `brings ${other}, which runs a script when it is installed`)
  return [
    ...checks.flatMap(([isWrong, trouble]) => (isWrong ? [trouble] : [])),
    ...exportTroubles(exports),
    ...siblingTroubles({ folder, manifest }, facts.version),
    ...scripted,
    ...brought,
  ]
}

/** An export is found as source in this repository, then as types, then as what runs, in this order. */
function exportTroubles(exports: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(exports).flatMap(([path, target]) => {
    if (path === './package.json') return []
    const conditions = Object.keys(typeof target === 'object' && target !== null ? target : {})
    const wanted = ['@botyard/source', 'types', 'default']
    return conditions.join() === wanted.join()
      ? []
      : [`exports ${path} under [${conditions.join(', ')}] and not [${wanted.join(', ')}]`]
  })
}

/** Packages of the house ask for each other in exactly the one version. */
function siblingTroubles({ manifest }: PublicPackage, version: string): string[] {
  const asked = Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.optionalDependencies })
  return asked
    .filter(([name, range]) => (name.startsWith('@botyard/') || name === 'botyard') && range !== version)
    .map(([name, range]) => `asks for ${name} ${range} and not ${version}`)
}

/** What is wrong with the files of a packed package: something that is needed is not there, or something is that nobody needs. */
export function contentTroubles({ manifest }: PublicPackage, files: readonly string[]): string[] {
  const targets = [...targetsOf(manifest.exports), ...Object.values(manifest.bin ?? {})].map((path) => path.replace(/^\.\//, ''))
  const missing = targets.filter((path) => !files.includes(path))
  const surplus = files.filter(
    (path) =>
      /\.(test|oracle)\.|(^|\/)(test|fixtures|node_modules)\/|\.tsbuildinfo$/.test(path) && !path.startsWith('templates/'),
  )
  return [...missing.map((path) => `is packed without ${path}`), ...surplus.map((path) => `is packed with ${path}`)]
}

function targetsOf(exports: unknown): string[] {
  if (typeof exports === 'string') return [exports]
  return Object.values((exports ?? {}) as Record<string, unknown>).flatMap(targetsOf)
}
