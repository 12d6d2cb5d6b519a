// The first thing that runs on a fresh machine: no dependencies, and Node 20 is enough to read it.
// It installs what the lock names when that is not there yet, finds Node 24, and hands over to it.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const bin = (name) => join(root, 'node_modules', '.bin', name)
const [task, ...rest] = process.argv.slice(2)

const build = () => run('tsc', ['-b'])
const types = () => run('tsc', ['-p', 'tsconfig.check.json'])
const tasks = {
  start() {
    build()
    node(['packages/cli/bin/botyard.js', 'backtest', 'examples/first-bot/bot.ts', ...rest])
  },
  test() {
    build()
    types()
    run('vitest', ['run', ...rest])
  },
  build,
  check() {
    run('biome', ['check', '--error-on-warnings', '.'])
    build()
    types()
    run('knip', [])
    node(['scripts/check-packages.ts'])
    node(['docs/build/check-api.ts'])
  },
  docs() {
    if (!existsSync(join(root, 'docs', 'package.json'))) stop('docs/ has no package.json yet, so there is no site to build.', 1)
    build()
    npm(['run', 'build', '--workspace', 'docs', '--', ...rest])
  },
  'docs:preview'() {
    if (!existsSync(join(root, 'docs', '.vitepress', 'dist'))) stop('There is no site yet. Build it first: npm run docs', 1)
    npm(['run', 'preview', '--workspace', 'docs', '--', ...rest])
  },
  bench() {
    build()
    node(['bench/run.ts', ...rest])
  },
  pack() {
    build()
    node(['scripts/pack.ts', ...rest])
  },
  prove() {
    node(['--conditions=@botyard/source', 'scripts/prove.ts', ...rest])
  },
  fix() {
    run('biome', ['check', '--write', '.'])
  },
}

if (!Object.hasOwn(tasks, task)) {
  console.error(`Unknown task "${task ?? ''}". Known: ${Object.keys(tasks).join(', ')}`)
  process.exit(2)
}
install()
const node24 = findNode()
tasks[task]()

/** `npm ci`, skipped when the tree was made from this very lock: so a second run needs no network. */
function install() {
  const stamp = join(root, 'node_modules', '.botyard-lock')
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.error('botyard: installing what package-lock.json names')
  const done = spawnNpm(process.execPath, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 2)
  if (done.status !== 0) stop('npm ci failed; its reason stands above.', done.status)
  writeFileSync(stamp, lock)
}

/** The Node that the lock brings, or the one running when it is new enough. */
function findNode() {
  const brought = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(brought)) return brought
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  return stop(
    `Botyard is developed on Node 24; this is ${process.version} on ${process.platform}-${process.arch}. Install Node 24 and run it again.`,
    3,
  )
}

function run(name, words) {
  node([bin(name), ...words])
}

function node(words) {
  const done = spawnSync(node24, words, at(node24, 1))
  if (done.status !== 0) process.exit(done.status ?? 1)
}

function npm(words) {
  const done = spawnNpm(node24, words, 1)
  if (done.status !== 0) process.exit(done.status ?? 1)
}

/** The npm that called this script, or else the one on the path. */
function spawnNpm(node, words, out) {
  const own = process.env.npm_execpath
  return own ? spawnSync(node, [own, ...words], at(node, out)) : spawnSync('npm', words, at(node, out))
}

/** Child processes of the tools find the same Node first on their path. */
function at(node, out) {
  const path = `${dirname(node)}:${join(root, 'node_modules', '.bin')}:${process.env.PATH}`
  return { cwd: root, stdio: ['inherit', out, 'inherit'], env: { ...process.env, PATH: path } }
}

function stop(reason, code) {
  console.error(`botyard: ${reason}`)
  process.exit(code || 1)
}
