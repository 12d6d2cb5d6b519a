// Judges every public package as it would be published: npm run check
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { root } from './house.ts'
import { type Packed, packInto } from './pack.ts'
import { contentTroubles, dependenciesMax, packageTroubles } from './package-rules.ts'
import { type Lock, type PublicPackage, productionPlaces, publicPackages, readLock } from './packages.ts'
import { snippetTroubles } from './readme-code.ts'

const execute = promisify(execFile)
const core = 'packages/core'

function textOf(...path: string[]): string | undefined {
  try {
    return readFileSync(join(root, ...path), 'utf8')
  } catch {
    return undefined
  }
}

function writtenTroubles(one: PublicPackage, lock: Lock, version: string): string[] {
  const places = productionPlaces(lock, one.folder)
  return packageTroubles(one, {
    version,
    isListed: lock.packages[one.folder] !== undefined,
    readme: textOf(one.folder, 'README.md'),
    license: textOf(one.folder, 'LICENSE'),
    houseLicense: textOf('LICENSE') ?? '',
    dependencies: places.length,
    withScripts: places.filter((place) => lock.packages[place]?.hasInstallScript === true),
  })
}

/** What publint and attw find in a tarball. They are given what was packed, so that they judge what people would get. */
async function packedTroubles(one: PublicPackage, packed: Packed): Promise<string[]> {
  const bytes = readFileSync(packed.file)
  const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  const { messages: all, pkg } = await publint({ pack: { tarball }, strict: true })
  // A template is a package of its own once it stands where it is written to.
  const messages = all.filter(
    ({ code, args }) => code !== 'NESTED_PACKAGE_JSON_FIELD_IGNORED' || !JSON.stringify(args).includes('./templates/'),
  )
  const published = messages.map((message) => `publint: ${formatMessage(message, pkg, { color: false }) ?? message.code}`)
  const isCode = Object.hasOwn(one.manifest.exports ?? {}, '.')
  return [...contentTroubles(one, packed.files), ...published, ...(isCode ? await typesTroubles(packed) : [])]
}

async function typesTroubles({ file }: Packed): Promise<string[]> {
  const attw = join(root, 'node_modules', '@arethetypeswrong', 'cli', 'dist', 'index.js')
  const words = [attw, file, '--profile', 'esm-only', '--no-definitely-typed', '--no-color', '--no-emoji', '--format', 'ascii']
  try {
    await execute(process.execPath, words, { cwd: root })
    return []
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string }
    return [`attw: ${(stdout || stderr || String(error)).trim()}`]
  }
}

async function check(folder: string): Promise<string[]> {
  const packages = publicPackages()
  const lock = readLock()
  const version: string = JSON.parse(textOf('package.json') ?? '{}').version
  const listed = packages.filter((one) => lock.packages[one.folder] !== undefined)
  const troubles = packages.flatMap((one) =>
    writtenTroubles(one, lock, version).map((trouble) => `${one.manifest.name} ${trouble}`),
  )
  troubles.push(...(await snippetTroubles(packages.map((one) => join(one.folder, 'README.md')))))
  const packed = packInto(folder, listed)
  if (typeof packed === 'string') return [...troubles, packed]
  for (const one of listed) {
    const own = packed.find(({ name }) => name === one.manifest.name)
    const found = own === undefined ? ['was not packed'] : await packedTroubles(one, own)
    troubles.push(...found.map((trouble) => `${one.manifest.name} ${trouble}`))
  }
  const brought = productionPlaces(lock, core).length
  console.log(
    `packages: ${packed.length} packed and judged; core brings ${brought} packages of others, limit ${dependenciesMax['@botyard/core']}`,
  )
  return troubles
}

const folder = mkdtempSync(join(tmpdir(), 'botyard-packages-'))
try {
  const troubles = await check(folder)
  for (const trouble of troubles) console.error(`packages: ${trouble}`)
  if (troubles.length > 0) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
