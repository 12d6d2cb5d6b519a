import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type PackageToolName, packageTools, toolFiles } from './package-tool.ts'
import { type TemplateName, templates } from './templates.ts'

/** What a project is made of. */
export interface Project {
  readonly name: string
  readonly template: TemplateName
  readonly symbols: readonly string[]
  readonly tool: PackageToolName
  /** Version of the packages of Botyard that it asks for. */
  readonly version: string
  /** Where the packages of Botyard come from instead of the registry, by name; empty when they come from there. */
  readonly pins: Readonly<Record<string, string>>
}

/** Symbols that the embedded sample holds. */
export const sampleSymbols = ['BTCUSDT']

const dataFile = 'data/synthetic.byc'

interface Manifest {
  scripts: Record<string, string>
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  [field: string]: unknown
}

const folder = fileURLToPath(new URL('../templates', import.meta.url))

/** Every file of a project with its text, by path. Nothing is written. */
export function projectFiles(project: Project): Map<string, string> {
  const files = new Map<string, string>()
  const values = valuesOf(project)
  for (const layer of templates[project.template].layers) {
    for (const path of pathsIn(join(folder, layer)))
      files.set(renamed(path), filled(readFileSync(join(folder, layer, path), 'utf8'), values))
  }
  const manifest = manifestOf(files.get('package.json') ?? '{}', project)
  files.set('package.json', `${JSON.stringify(manifest, undefined, 2)}\n`)
  for (const [path, text] of Object.entries(toolFiles(project.tool, project.pins))) files.set(path, text)
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Names of the packages that a template needs, so that no project takes one of them for itself. */
export function neededPackages(template: TemplateName): string[] {
  const files = projectFiles({ name: 'any', template, symbols: sampleSymbols, tool: 'npm', version: '0.0.0', pins: {} })
  const { dependencies, devDependencies } = JSON.parse(files.get('package.json') ?? '{}') as Manifest
  return Object.keys({ ...dependencies, ...devDependencies })
}

/** True when the sample has every symbol; otherwise the project makes data of its own. */
export function fitsSample(symbols: readonly string[]): boolean {
  return symbols.every((symbol) => sampleSymbols.includes(symbol))
}

function pathsIn(layer: string): string[] {
  return readdirSync(layer, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(layer.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort()
}

// npm takes no .gitignore into a package, so it is kept under another name.
function renamed(path: string): string {
  return path === '_gitignore' ? '.gitignore' : path
}

function valuesOf({ name, template, symbols, tool, version }: Project): Readonly<Record<string, string>> {
  const { test, start, run, exec, clean, setup } = packageTools[tool]
  const hasSample = fitsSample(symbols)
  return {
    name,
    version,
    test,
    start,
    run,
    exec,
    clean,
    setup,
    symbols: symbols.map((symbol) => `'${symbol}'`).join(', '),
    data: hasSample ? '' : `data: '${template === 'strategy' ? '../' : ''}${dataFile}',`,
    dataabout: hasSample ? '90 days of synthetic bars of BTCUSDT' : '30 days of synthetic bars',
    imports: symbols.map((symbol) => importLine(symbol, exec)).join('\n'),
    datarow: hasSample ? '' : `| \`${run} data\` | makes the data anew |`,
  }
}

/** The command that takes somebody's own bars of a symbol in, to a folder apart from data that is made up: a folder is one market. */
function importLine(symbol: string, exec: string): string {
  const file = symbol.replaceAll('/', '-')
  return `${exec} botyard data import ${file}.csv --kind bars --symbol ${symbol} --out mine/${file}.byc`
}

/** Puts the values into a text; a line that holds nothing but an empty value goes away. */
function filled(text: string, values: Readonly<Record<string, string>>): string {
  const lines = text.split('\n').flatMap((line) => {
    const whole = /^\s*__([a-z]+)__$/.exec(line)
    return whole !== null && values[whole[1] ?? ''] === '' ? [] : [line]
  })
  return lines.join('\n').replace(/__([a-z]+)__/g, (hole, name: string) => values[name] ?? hole)
}

function manifestOf(text: string, { symbols, tool, pins, template }: Project): Manifest {
  const manifest = JSON.parse(text) as Manifest
  if (!fitsSample(symbols) && templates[template].bot !== undefined) {
    const make = `botyard data synth --seed 1 --days 30 --symbols ${symbols.join(',')} --out ${dataFile} --overwrite`
    manifest.scripts = { ...manifest.scripts, data: make }
  }
  for (const list of [manifest.dependencies, manifest.devDependencies]) {
    for (const name of Object.keys(list ?? {})) if (list !== undefined && pins[name] !== undefined) list[name] = pins[name]
  }
  const field = packageTools[tool].pins
  return Object.keys(pins).length > 0 && field !== undefined ? { ...manifest, [field]: pins } : manifest
}
