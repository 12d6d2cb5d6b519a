import { expect, test } from 'vitest'
import { coreFoldersAreKnown, coreGoesOneWay, coreReaches, nodeStaysOutside, packagesMeetThroughCore } from './boundaries.ts'
import { codeRules, placesOf } from './code-rules.ts'
import { machineNaming, oddlyTitled, overlong, unfinished, vaguelyNamed } from './tree-rules.ts'

// Every rule is shown code that breaks it and code that looks like it and does not. A rule that says nothing of the first, or something of
// the second, is none.

const engine = 'packages/core/src/engine/engine.ts'
const env = 'packages/core/src/defaults/node-env.ts'
const sim = 'packages/adapters/sim/src/matching.ts'
const cli = 'packages/cli/src/program.ts'

/** By the first words of a rule's name: lines that break it and lines that do not, each with where it stands. */
const planted: readonly [rule: string, broken: readonly [string, string][], sound: readonly [string, string][]][] = [
  [
    'nothing asks the machine',
    [
      [engine, 'const now = Date.now()'],
      [engine, 'const now = new Date()'],
      [sim, 'setTimeout(wake, 1)'],
      [sim, 'const home = process.env.HOME'],
      [sim, 'const { env } = process'],
      [sim, "const home = process['env']"],
      [engine, 'const text = `it is ${Date.now()} o clock`'],
      [engine, 'const clock = globalThis.performance'],
      [sim, "void fetch('http://localhost')"],
      [sim, 'queueMicrotask(wake)'],
    ],
    [
      [env, 'return Date.now() * 1000'],
      [cli, 'process.exitCode = 1'],
      [engine, '// Date.now() would differ between two runs'],
      [engine, "const text = 'process.env and Date'"],
      [engine, 'const updated = this.#processed.length'],
      ['packages/core/src/engine/engine.test.ts', 'const now = Date.now()'],
    ],
  ],
  [
    'constants are named',
    [
      [engine, 'const ROWS_MAX = 4'],
      [sim, 'export const NO_SLOT = -1'],
    ],
    [
      [engine, 'const rowsMax = 4'],
      [sim, 'export const Kind = { fill: 1 }'],
      [sim, "for (const COLUMNS of ['80']) look({ COLUMNS })"],
    ],
  ],
  [
    'chance comes',
    [
      [sim, 'return Math.random()'],
      [cli, 'const { random } = Math'],
      [cli, 'const id = randomUUID()'],
      ['packages/core/src/defaults/map-cache.ts', 'return Math.random()'],
    ],
    [
      [env, 'return Math.random()'],
      [sim, "return env.random('latency')()"],
    ],
  ],
  [
    'nothing awaits',
    [
      [engine, 'async drain() {'],
      [engine, 'await this.done'],
      ['packages/core/src/orders/desk.ts', 'send(): Promise<void> {'],
      ['packages/core/src/market/book.ts', 'load().then(apply)'],
      ['packages/core/src/market/book.ts', 'load().catch(report)'],
    ],
    [
      ['packages/core/src/engine/questions.ts', 'async settled() {'],
      ['packages/core/src/bot/lifecycle.ts', 'await step.run()'],
      [engine, 'const thenceforth = after(row)'],
      [engine, 'if (returned instanceof Promise) returned.catch(() => {})'],
    ],
  ],
  [
    'errors have a code',
    [
      [sim, "throw new Error('no')"],
      [sim, "throw Error('no')"],
      [cli, "throw new TypeError('no')"],
      [sim, "throw 'no'"],
      [sim, 'throw `no ${this}`'],
      [sim, "reject(new Error('no'))"],
    ],
    [
      [sim, "throw new BotyardError('BY4001', {})"],
      [sim, 'throw error'],
      [sim, "const { stack } = new Error('only looked at')"],
      [sim, 'catch (error) { if (error instanceof Error) log(error) }'],
    ],
  ],
  ['nothing is left of looking', [[sim, "console.log('here')"]], [[cli, "console.log('a result')"]]],
  [
    'a debugger',
    [
      ['scripts/pack.ts', 'debugger'],
      [cli, 'if (x) debugger'],
    ],
    [[cli, 'const debuggers = 1']],
  ],
  [
    'sources are what Node can strip',
    [
      [engine, 'export enum State {'],
      [engine, 'const enum State {'],
      [engine, 'declare namespace Tape {'],
      [engine, '@injectable()'],
      [engine, 'constructor(private readonly tape: Tape) {'],
      [engine, 'constructor(memory: Memory, readonly tape: Tape) {'],
      [engine, 'const x = y as any'],
      [engine, 'function f(x: any) {'],
      ['scripts/pack.ts', 'const x: Record<string, any> = {}'],
    ],
    [
      ['examples/class-road/src/noted-store.ts', '@injectable()'],
      [engine, ' * @example'.replace(' *', '//')],
      [engine, 'const namespace = 1'],
      [engine, 'if (any(rows)) return'],
      [engine, 'readonly #tape: Tape'],
      [engine, 'constructor(rows: readonly Row[], names: readonly string[]) {'],
      [engine, 'function f(a: Map<string, readonly Row[]>) {'],
      [engine, 'const found = { some, any: 1 }'],
    ],
  ],
  [
    'what is private to a class',
    [
      [engine, 'private readonly tape: Tape'],
      ['examples/first-bot/bot.ts', 'private step(): void {'],
    ],
    [
      [engine, '  readonly #tape: Tape'],
      [engine, '  { private: true }'],
      [engine, "const text = 'private room'"],
    ],
  ],
  [
    'packages export by name',
    [
      [sim, 'export default sim'],
      [sim, "export { sim as default } from './sim.ts'"],
    ],
    [['examples/first-bot/bot.ts', 'export default bot']],
  ],
  [
    'a type is named',
    [
      [sim, 'class OrderManager {'],
      [sim, 'interface IOrders {'],
      [sim, 'type BookUtils = 1'],
      [sim, 'export class BookImpl extends Book {'],
    ],
    [
      [sim, 'interface Instrument {'],
      [sim, 'type IOLevel = 1'],
      [sim, 'class Basement {'],
    ],
  ],
]

test.each(codeRules)('the rule "$name" speaks when it is broken, and only then', (rule) => {
  const cases = planted.filter(([name]) => rule.name.startsWith(name))
  expect(cases).toHaveLength(1)
  const [[, broken, sound]] = cases as [(typeof planted)[number]]
  for (const [path, text] of broken) expect(placesOf(rule, [{ path, text: `\n${text}\n` }]), text).toEqual([`${path}:2 ${text}`])
  for (const [path, text] of sound) expect(placesOf(rule, [{ path, text }]), text).toEqual([])
})

const importing = (path: string, from: string) => [{ path, text: `import { one } from '${from}'\n` }]
const core = (place: string) => `packages/core/src/${place}`

test('core reaching outside is told', () => {
  const broken = [
    ['engine/engine.ts', 'node:fs'],
    ['bot/wire.ts', 'node:path'],
    ['market/book.ts', 'inversify'],
    ['bot/wire.ts', 'pino'],
    ['engine/engine.ts', 'eventemitter3'],
    ['bot/wire.ts', 'a-new-package'],
    ['index.ts', 'node:os'],
    ['bot/wire.ts', '@botyard/sim'],
  ] as const
  for (const [place, from] of broken)
    expect(coreReaches(importing(core(place), from)), from).toEqual([`${core(place)} imports ${from}`])
  const sound = [
    ['defaults/node-env.ts', 'node:fs'],
    ['bot/container.ts', 'inversify'],
    ['defaults/pino-logger.ts', 'pino'],
    ['events/bus.ts', 'eventemitter3'],
    ['bot/wire.ts', './plan.ts'],
  ] as const
  for (const [place, from] of sound) expect(coreReaches(importing(core(place), from)), from).toEqual([])
  expect(coreReaches(importing(sim, 'node:fs'))).toEqual([])
})

test('node outside programs and defaults is told', () => {
  expect(nodeStaysOutside(importing(sim, 'node:fs'))).toHaveLength(1)
  expect(nodeStaysOutside(importing('packages/strategies/src/momentum/strategy.ts', 'node:crypto'))).toHaveLength(1)
  for (const path of [cli, env, 'packages/plugins/columns/src/write.ts'])
    expect(nodeStaysOutside(importing(path, 'node:fs'))).toEqual([])
})

test('imports against the layers of core are told', () => {
  const broken = [
    ['ports/tape.ts', '../errors/assert.ts'],
    ['errors/botyard-error.ts', '../bot/bot.ts'],
    ['options/options.ts', '../market/book.ts'],
    ['engine/engine.ts', '../bot/wire.ts'],
    ['orders/desk.ts', '../defaults/heap-memory.ts'],
    ['engine/engine.ts', '../events/bus.ts'],
    ['defaults/node-env.ts', '../bot/wire.ts'],
    ['market/book.ts', '../index.ts'],
    ['market/book.ts', '../../../plugins/risk/src/index.ts'],
  ] as const
  for (const [place, from] of broken) expect(coreGoesOneWay(importing(core(place), from)), from).toHaveLength(1)
  const sound = [
    ['market/book.ts', '../ports/tape.ts'],
    ['market/book.ts', './half-book.ts'],
    ['engine/engine.ts', '../orders/ledger.ts'],
    ['bot/wire.ts', '../defaults/node-env.ts'],
    ['errors/catalogue.ts', './catalogue/bot.ts'],
    ['index.ts', './bot/bot.ts'],
  ] as const
  for (const [place, from] of sound) expect(coreGoesOneWay(importing(core(place), from)), from).toEqual([])
  expect(coreFoldersAreKnown([{ path: core('cellar/coal.ts'), text: '' }])).toHaveLength(1)
  expect(coreFoldersAreKnown([{ path: core('bot/bot.ts'), text: '' }])).toEqual([])
})

test('packages that meet elsewhere than through core are told', () => {
  const names = new Map([
    ['packages/core', '@botyard/core'],
    ['packages/adapters/sim', '@botyard/sim'],
    ['packages/strategies', '@botyard/strategies'],
    ['packages/testkit', '@botyard/testkit'],
    ['packages/cli', 'botyard'],
  ])
  const strays = (path: string, from: string) => packagesMeetThroughCore(importing(path, from), names)
  for (const [path, from] of [
    [sim, '@botyard/strategies'],
    [sim, '@botyard/strategies/indicators'],
    [sim, '@botyard/columns'],
    [cli, '@botyard/risk'],
    [sim, 'botyard'],
    [sim, 'botyard/testkit'],
    ['packages/core/src/index.ts', '@botyard/sim'],
    [sim, '../../../core/src/market/book.ts'],
    [sim, '../../../../scripts/shared.ts'],
    ['packages/strategies/src/index.ts', '@botyard/sim'],
  ] as const)
    expect(strays(path, from), from).toHaveLength(1)
  for (const [path, from] of [
    [sim, '@botyard/core'],
    [sim, './fees.ts'],
    ['packages/strategies/src/index.ts', '@botyard/strategies/indicators'],
    ['packages/testkit/src/index.ts', '@botyard/sim'],
    [cli, '@botyard/data'],
    [cli, 'commander'],
  ] as const)
    expect(strays(path, from), from).toEqual([])
})

test('files that break a rule of the tree are told', () => {
  const lines = (count: number) => `${'a\n'.repeat(count)}`
  const sized = [300, 301].map((count) => ({ path: `${count}.ts`, text: lines(count) }))
  expect(overlong(sized)).toEqual(['301.ts 301'])
  expect(overlong([{ path: 'open.ts', text: `${lines(300)}a` }])).toEqual(['open.ts 301'])
  const vague = ['a/order-manager.ts', 'a/helpers/b.ts', 'a/utils.ts', 'a/base.ts', 'a/book-impl.ts', 'a/common/b.ts']
  expect(vaguelyNamed([...vague, 'a/database.ts', 'a/book.ts', 'tsconfig.json'])).toEqual(vague)
  const document = (text: string) => ({ path: 'a.md', text })
  expect(oddlyTitled([document('# One\n\n```sh\n# not one\n```\n')])).toEqual([])
  expect(oddlyTitled([document('<!--@include: ../OTHER.md-->\n')])).toEqual([])
  for (const text of ['no title\n', '<!--@include: ../OTHER.md-->\n\nand more\n', '# One\n\n# Two\n', ''])
    expect(oddlyTitled([document(text)]), text).toEqual(['a.md'])
  for (const word of ['TO' + 'DO: more', 'FIX' + 'ME', 'X' + 'XX', 'not impl' + 'emented']) {
    expect(unfinished([document(`// ${word}`)]), word).toEqual(['a.md'])
  }
  expect(unfinished([document('a mastodon')])).toEqual([])
  for (const folder of [`/wo${'rk'}/main`, `/ro${'ot'}/x`]) {
    expect(machineNaming([document(`in ${folder}/`)]), folder).toEqual(['a.md'])
  }
  expect(machineNaming([document('in ./work and /usr/bin')])).toEqual([])
})
