import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { codeOf, houseFiles, importsOf } from './house.ts'

// The rules of the house, kept by reading the tree. A rule that needs an exception names it here, with its reason.

const sources = houseFiles(/^packages\/(?!create-botyard\/templates).*\/(src|test|bin)\/.*\.(ts|js)$/)
const code = sources.map((file) => ({
  ...file,
  code: codeOf(file.text),
  isTest: /\.test\.ts$|\/test\/|\.oracle\.ts$/.test(file.path),
}))
const product = code.filter((file) => !file.isTest)
const core = product.filter((file) => file.path.startsWith('packages/core/src/'))
const prose = houseFiles(/\.md$/).filter(({ path }) => !path.startsWith('docs/api/'))

/** Lines that break a rule, as `path:line`, so that a failure can be clicked. */
function places(files: readonly { path: string; code: string }[], wrong: RegExp): string[] {
  return files.flatMap(({ path, code: text }) =>
    text.split('\n').flatMap((line, index) => (wrong.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
  )
}

test('a file has at most 300 lines', () => {
  const everything = houseFiles(/\.(ts|js|mjs|css)$/)
  expect(
    everything.filter(({ text }) => text.split('\n').length > 301).map(({ path, text }) => `${path} ${text.split('\n').length}`),
  ).toEqual([])
})

test('a file is named by its noun', () => {
  const vague = /(manager|helper|util|base|impl)s?(\.|-|\/|$)/i
  expect(
    houseFiles(/^(packages|scripts|bench|examples)\//)
      .map(({ path }) => path)
      .filter((path) => vague.test(path.replace(/\.base\.json$/, ''))),
  ).toEqual([])
  expect(
    places(product, /\b(class|interface|type)\s+(I[A-Z]\w+|\w*(Manager|Helper|Utils?|Base|Impl))\b/).filter(
      (place) => !/ IO?\w*[a-z]{2,}/.test(place) || /Manager|Helper|Util|Base|Impl/.test(place),
    ),
  ).toEqual([])
})

test('nothing asks the machine for time, chance or its surroundings but the Env', () => {
  const free = /^packages\/(cli|create-botyard|testkit)\/|\/defaults\/|^packages\/plugins\/(columns|data)\//
  const asked =
    /\bDate\b|\bMath\.random\b|\bset(Timeout|Interval|Immediate)\b|\bprocess\.|\bperformance\b|\bqueueMicrotask\b|\bcrypto\b/
  expect(
    places(
      product.filter(({ path }) => !free.test(path)),
      asked,
    ),
  ).toEqual([])
  const chance = product.filter(({ path }) => !path.endsWith('/defaults/node-env.ts'))
  expect(places(chance, /\bMath\.random\b/)).toEqual([])
})

test('core reaches Node, inversify, pino, ws and undici only where the house says', () => {
  const rooms: [RegExp, RegExp][] = [
    [/^node:/, /^packages\/core\/src\/defaults\//],
    [/^(inversify|reflect-metadata)/, /^packages\/core\/src\/bot\//],
    [/^(pino|ws|undici)$/, /^packages\/core\/src\/defaults\//],
    [/^eventemitter3$/, /^packages\/core\/src\/events\//],
  ]
  const strays = core.flatMap(({ path, text }) =>
    importsOf(text)
      .filter((from) => rooms.some(([what, room]) => what.test(from) && !room.test(path)))
      .map((from) => `${path} imports ${from}`),
  )
  expect(strays).toEqual([])
})

test('inside core, imports go one way: ports, options, market and orders and engine, defaults, bot', () => {
  const layer: Record<string, number> = { ports: 0, options: 1, market: 2, orders: 2, engine: 2, defaults: 3, bot: 4 }
  const layerOf = (path: string) => layer[path.split('/')[3] ?? '']
  const strays = core.flatMap(({ path, text }) => {
    const own = layerOf(path)
    if (own === undefined) return []
    const targets = importsOf(text)
      .filter((from) => from.startsWith('.'))
      .map((from) => posix.join(posix.dirname(path), from))
    return targets.filter((target) => (layerOf(target) ?? 0) > own).map((target) => `${path} imports ${target}`)
  })
  expect(strays).toEqual([])
})

test('packages meet through core, and every exception is named here', () => {
  const exceptions: Record<string, readonly string[]> = {
    '@botyard/testkit': ['@botyard/sim'],
    '@botyard/data': ['@botyard/columns'],
    botyard: ['@botyard/sim', '@botyard/columns', '@botyard/data', '@botyard/risk', '@botyard/strategies', '@botyard/testkit'],
  }
  const names = new Map(
    houseFiles(/^packages\/.*package\.json$/)
      .filter(({ path }) => !path.includes('/templates/'))
      .map(({ path, text }) => [posix.dirname(path), String(JSON.parse(text).name)]),
  )
  const ownerOf = (path: string) => [...names].find(([folder]) => path.startsWith(`${folder}/`))?.[1] ?? ''
  const strays = product.flatMap(({ path, text }) => {
    const own = ownerOf(path)
    const others = importsOf(text)
      .filter((from) => from.startsWith('@botyard/') || from === 'botyard')
      .map((from) => from.split('/').slice(0, 2).join('/'))
    return others
      .filter((other) => other !== '@botyard/core' && other !== own && !exceptions[own]?.includes(other))
      .map((other) => `${path} imports ${other}`)
  })
  expect(strays).toEqual([])
})

test('nothing awaits between the tape and the gateway', () => {
  const rooms = core.filter(({ path }) => /\/src\/(engine|market|orders)\//.test(path) && !path.endsWith('/questions.ts'))
  expect(places(rooms, /\basync\b|\bawait\b|\bPromise\b/)).toEqual([])
})

test('errors have a code: nobody throws a bare Error', () => {
  expect(
    places(
      product.filter(({ path }) => !path.includes('/bin/')),
      /\bthrow new (Error|TypeError|RangeError)\b|\bthrow '/,
    ),
  ).toEqual([])
})

test('sources are plain TypeScript without leftovers', () => {
  expect(places(product, /\bconsole\.|\bdebugger\b/).filter((place) => !/^packages\/(cli|create-botyard)\//.test(place))).toEqual(
    [],
  )
  expect(places(code, /^\s*(export )?(const )?enum |^\s*(export )?(declare )?namespace |\bas any\b|: any\b/)).toEqual([])
  expect(places(product, /^export default /)).toEqual([])
  const unfinished = new RegExp(['TO', 'DO|FIX', 'ME|X', 'XX|not impl', 'emented'].join(''))
  expect(sources.filter(({ text }) => unfinished.test(text)).map(({ path }) => path)).toEqual([])
})

test('a document has one title, and no text names a machine', () => {
  const titles = (text: string) =>
    text
      .replace(/```[\s\S]*?```/g, '')
      .split('\n')
      .filter((line) => /^# /.test(line)).length
  expect(prose.filter(({ path, text }) => !path.startsWith('docs/index') && titles(text) !== 1).map(({ path }) => path)).toEqual(
    [],
  )
  const machine = new RegExp(`/(${['wo', 'ro', 'fa'].join('|')})(rk|ot|rm)/`)
  expect(
    houseFiles(/\.(md|ts|js|mjs|json|yml)$|^\.ci\//)
      .filter(({ path, text }) => path !== 'package-lock.json' && machine.test(text))
      .map(({ path }) => path),
  ).toEqual([])
})

test('README stays under 200 lines', () => {
  const readme = prose.find(({ path }) => path === 'README.md')
  expect(readme?.text.split('\n').length ?? 0).toBeLessThan(200)
})
