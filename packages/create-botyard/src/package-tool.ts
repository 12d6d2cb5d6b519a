/** What differs between package managers. */
export interface PackageTool {
  /** Words that install what package.json names, saying no more than needed. */
  readonly install: readonly string[]
  /** How scripts are called in texts: the test, the start, and any other. */
  readonly test: string
  readonly start: string
  readonly run: string
  /** How the command of an installed package is called. */
  readonly exec: string
  /** How a fresh checkout installs exactly what the lock names, and what the workflow needs before. */
  readonly clean: string
  readonly setup: string
  /** The field of package.json that says where packages of packages come from; undefined when that stands in a file of its own. */
  readonly pins: 'overrides' | 'resolutions' | undefined
}

/** The package managers there are, by the word that calls them. */
export const packageTools = {
  npm: {
    install: ['install', '--no-audit', '--no-fund', '--loglevel=error'],
    test: 'npm test',
    start: 'npm start',
    run: 'npm run',
    exec: 'npx',
    clean: 'npm ci',
    setup: '',
    pins: 'overrides',
  },
  pnpm: {
    install: ['install'],
    test: 'pnpm test',
    start: 'pnpm start',
    run: 'pnpm run',
    exec: 'pnpm exec',
    clean: 'pnpm install --frozen-lockfile',
    setup: '- run: npm install --global pnpm',
    pins: undefined,
  },
  yarn: {
    install: ['install'],
    test: 'yarn test',
    start: 'yarn start',
    run: 'yarn run',
    exec: 'yarn',
    clean: 'yarn install --immutable',
    setup: '- run: corepack enable',
    pins: 'resolutions',
  },
  bun: {
    install: ['install'],
    // Without `run` it would be bun's own runner, which reads other tests.
    test: 'bun run test',
    start: 'bun run start',
    run: 'bun run',
    exec: 'bunx',
    clean: 'bun install --frozen-lockfile',
    setup: '- uses: oven-sh/setup-bun@v2',
    pins: 'overrides',
  },
} as const satisfies Record<string, PackageTool>

/** The word that calls a package manager. */
export type PackageToolName = keyof typeof packageTools

/** The package manager that started this process, as it says of itself in its user agent; npm when it does not. */
export function callingTool(userAgent: string | undefined): PackageToolName {
  const name = userAgent?.split('/')[0] ?? ''
  return Object.hasOwn(packageTools, name) ? (name as PackageToolName) : 'npm'
}

/** Files that a package manager needs beside package.json, where the packages of Botyard come from tarballs or not. */
export function toolFiles(name: PackageToolName, pins: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  if (name === 'yarn') return { '.yarnrc.yml': 'nodeLinker: node-modules\n', 'yarn.lock': '' }
  if (name !== 'pnpm' || Object.keys(pins).length === 0) return {}
  const rows = Object.entries(pins).map(([of, from]) => `  ${JSON.stringify(of)}: ${JSON.stringify(from)}`)
  return { 'pnpm-workspace.yaml': `overrides:\n${rows.join('\n')}\n` }
}
