import { expect, test } from 'vitest'
import { type PackageToolName, packageTools } from './package-tool.ts'
import { neededPackages, type Project, projectFiles } from './project-files.ts'
import { type TemplateName, templates } from './templates.ts'

const names = Object.keys(templates) as TemplateName[]
const tools = Object.keys(packageTools) as PackageToolName[]
const project = (changes: Partial<Project>): Project => ({
  name: 'my-bot',
  template: 'momentum',
  symbols: ['BTCUSDT'],
  tool: 'npm',
  version: '0.1.0',
  pins: {},
  ...changes,
})
const manifestOf = (files: ReadonlyMap<string, string>) => JSON.parse(files.get('package.json') ?? '')

/** Files that every template has, as the design lists them. */
const everywhere = [
  '.env.example',
  '.github/workflows/ci.yml',
  '.gitignore',
  'AGENTS.md',
  'README.md',
  'package.json',
  'tsconfig.json',
]

test.each(names)('%s has the files it should, and no more than sixteen', (template) => {
  const own = {
    momentum: ['.vscode/launch.json', '.vscode/settings.json', 'bot.ts', 'src/strategy.ts', 'test/strategy.test.ts'],
    blank: ['bot.ts', 'src/strategy.ts', 'test/strategy.test.ts'],
    strategy: ['CHANGELOG.md', 'example/bot.ts', 'src/breakout.ts', 'src/index.ts', 'test/breakout.test.ts'],
    adapter: ['feed', 'gateway', 'index', 'read-market', 'read-orders', 'write-orders']
      .map((name) => `src/${name}.ts`)
      .concat('fixtures/acme.jsonl', 'test/acme-exchange.ts', 'test/acme.test.ts'),
  }[template]
  const paths = [...projectFiles(project({ template })).keys()]
  expect(paths.toSorted()).toEqual([...everywhere, ...own].toSorted())
  expect(paths.length).toBeLessThanOrEqual(16)
})

test('no blank is left open in any file, for any package manager and any symbols', () => {
  for (const template of names) {
    for (const tool of tools) {
      for (const symbols of [['BTCUSDT'], ['ETHUSDT', 'SOLUSDT']]) {
        for (const [path, text] of projectFiles(project({ template, tool, symbols })))
          expect(text, path).not.toMatch(/__[a-z]+__/)
      }
    }
  }
})

test('a bot carries neither Node nor a test runner, and asks for this version of Botyard', () => {
  for (const template of names) {
    const { dependencies = {}, devDependencies } = manifestOf(projectFiles(project({ template })))
    for (const [name, range] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect(name).toMatch(/^(botyard|@botyard\/\w+|typescript|@types\/node)$/)
      if (name.includes('botyard')) expect(range).toBe('^0.1.0')
    }
  }
})

test('a package for others builds JavaScript before it is published, and shares core with its user', () => {
  for (const template of ['strategy', 'adapter'] as const) {
    const { exports, files, scripts, peerDependencies, dependencies } = manifestOf(projectFiles(project({ template })))
    expect(exports['.'].default).toMatch(/^\.\/dist\/.*\.js$/)
    expect([files[0], scripts.prepack, peerDependencies, dependencies]).toEqual([
      'dist/src',
      'npm run build',
      { '@botyard/core': '^0.1.0' },
      undefined,
    ])
  }
})

test('pinned packages are pinned wherever they come from', () => {
  const pins = { botyard: 'file:/p/b.tgz', '@botyard/core': 'file:/p/c.tgz', '@botyard/columns': 'file:/p/d.tgz' }
  for (const tool of tools) {
    const files = projectFiles(project({ tool, pins }))
    const { dependencies, overrides, resolutions } = manifestOf(files)
    expect([dependencies.botyard, dependencies['@botyard/core'], dependencies['@botyard/risk']]).toEqual([
      pins.botyard,
      pins['@botyard/core'],
      '^0.1.0',
    ])
    const elsewhere = [...(files.get('pnpm-workspace.yaml') ?? '').matchAll(/^ {2}"(.+)": "(.+)"$/gm)].map(([, of, from]) => [
      of,
      from,
    ])
    expect(overrides ?? resolutions ?? Object.fromEntries(elsewhere), tool).toEqual(pins)
  }
})

test('symbols that the sample lacks get data of their own', () => {
  const files = projectFiles(project({ symbols: ['ETHUSDT'] }))
  expect(files.get('bot.ts')).toContain("data: 'data/synthetic.byc'")
  expect(manifestOf(files).scripts.data).toContain('--symbols ETHUSDT --out data/synthetic.byc')
  expect(projectFiles(project({})).get('bot.ts')).not.toContain('data:')
  expect(manifestOf(projectFiles(project({}))).scripts.data).toBeUndefined()
})

test('the way to bring bars of your own names every symbol of the bot, and a folder that holds nothing made up', () => {
  const files = projectFiles(project({ symbols: ['BTCUSDT', 'ETH/USDT'] }))
  const imports = [...(files.get('README.md') ?? '').matchAll(/data import (\S+) --kind bars --symbol (\S+) --out (\S+)$/gm)]
  expect(imports.map(([, ...words]) => words)).toEqual([
    ['BTCUSDT.csv', 'BTCUSDT', 'mine/BTCUSDT.byc'],
    ['ETH-USDT.csv', 'ETH/USDT', 'mine/ETH-USDT.byc'],
  ])
  expect(files.get('README.md')).toContain('backtest --data mine\n')
  expect(files.get('.gitignore')).toContain('\nmine/\n')
})

test('the name of a package that the template needs is known to be taken', () => {
  for (const template of names) expect(neededPackages(template)).toContain('botyard')
})
