import fc from 'fast-check'
import { expect, test } from 'vitest'
import { locateOption, locateWord } from './locate-option.ts'

const file = '/bot.ts'

// The place of the call is where `call` stands in the source, as a stack would say it.
function siteOf(source: string, call: string): { file: string; line: number; column: number } {
  const at = source.indexOf(call)
  const before = source.slice(0, at).split('\n')
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

function textAt(source: string, { line, column, length }: { line: number; column: number; length: number }): string {
  return (source.split('\n')[line - 1] ?? '').slice(column - 1, column - 1 + length)
}

test('finds the name and the value of an option in the call', () => {
  const source = 'const a = 1\n  strategies: [momentum({ lookBack: 50 })],\n'
  expect(locateOption(source, siteOf(source, 'momentum'), 'lookBack')).toEqual({
    name: { line: 2, column: 27, length: 8 },
    value: { line: 2, column: 37, length: 2 },
  })
})

test.each([
  ['after a comment', 'm({ /* fast: 1 */ fast: 2 })', 'fast', '2'],
  ['after a line comment', 'm({ // fast: 1\n fast: 2 })', 'fast', '2'],
  ['after a string', "m({ a: '{ fast: 1 }', fast: 2 })", 'fast', '2'],
  ['after a template with code in it', 'm({ a: `${{ fast: `}` }} fast: 1`, fast: 2 })', 'fast', '2'],
  ['after a regular expression', 'm({ a: /[/"]{ fast: 1/u, fast: 2 })', 'fast', '2'],
  ['after a division', "m({ a: 4 / 2, b: (4) / 2, fast: '/' })", 'fast', "'/'"],
  ['between two divisions', 'm({ a: n / 2, fast: 2, b: 3 / 1 })', 'fast', '2'],
  ['after an inner object', 'm({ inner: { fast: 1 }, fast: 2 })', 'fast', '2'],
  ['after a ternary', 'm({ a: b ? fast : 1, fast: 2 })', 'fast', '2'],
  ['in quotes', "m({ 'fast': 2 })", 'fast', '2'],
  ['with a long value', 'm({ fast: f(1, { x: 2 }) ?? 3, slow: 1 })', 'fast', 'f(1, { x: 2 }) ?? 3'],
  ['over several lines', 'm({\n  slow: 1,\n  fast:\n    2,\n})', 'fast', '2'],
  ['in shorthand', 'm({ slow, fast })', 'fast', 'fast'],
  ['with a type argument', 'm<Fast>({ fast: 2 })', 'fast', '2'],
  ['in the first of two arguments', "m({ fast: 2 }, { as: 'fast' })", 'fast', '2'],
  ['as a bare value', 'm(20)', 'maxDrawdown', '20'],
  ['as a bare text', "m('20')", 'maxDrawdown', "'20'"],
  ['as a bare computed value', 'm(2 * ten, 1)', 'maxDrawdown', '2 * ten'],
  ['after an unclosed quote on an earlier line', "m({ a: 'x\n, fast: 2 })", 'fast', '2'],
])('finds it %s', (_, source, option, value) => {
  const found = locateOption(source, siteOf(source, 'm'), option)
  expect(found && textAt(source, found.value)).toBe(value)
})

test.each([
  ['in an inner object', 'm({ taker: 1, costs: { maker: 2, taker: 3 } })', 'costs.taker', 'taker', '3'],
  [
    'two objects deep',
    'm({ p: { costs: { taker: 1 }, careful: { costs: { taker: 2 } } } })',
    'p.careful.costs.taker',
    'taker',
    '2',
  ],
  ['in a list', "m({ symbols: ['A', 'B', 'C'] })", 'symbols.1', "'B'", "'B'"],
  ['in an object of a list', 'm({ all: [f(1, 2), { a: 1 }, { a: 2 },] })', 'all.2.a', 'a', '2'],
  ['at a variable that cannot be followed', 'm({ costs: mine, taker: 1 })', 'costs.taker', 'costs', 'mine'],
  ['at an object that lacks the rest', 'm({ costs: { ...mine }, taker: 1 })', 'costs.taker', 'costs', '{ ...mine }'],
  ['behind a spread in a list', "m({ symbols: [...some, 'B'] })", 'symbols.1', 'symbols', "[...some, 'B']"],
])('follows a path %s', (_, source, path, name, value) => {
  const found = locateOption(source, siteOf(source, 'm'), path)
  expect(found && [textAt(source, found.name), textAt(source, found.value)]).toEqual([name, value])
})

test.each([
  ['it is only in an inner object', 'm({ inner: { fast: 1 } })'],
  ['it is only in the second argument', 'm({ slow: 1 }, { fast: 1 })'],
  ['it is only in the next call', 'm({ slow: 1 }), n({ fast: 1 })'],
  ['it is only in a comment', 'm({ /* fast: 1 */ slow: 2 })'],
  ['the options come from a variable', 'm(options)'],
  ['the options are spread', 'm(...options)'],
  ['nothing is given', 'm()'],
  ['the call never closes', 'm({ fast: 1'],
  ['there is no call', 'm; n({ fast: 1 })'],
  ['the text is empty', ''],
])('finds nothing when %s', (_, source) => {
  expect(locateOption(source, { file, line: 1, column: 1 }, 'fast')).toBeUndefined()
})

test('a place outside of the text is nowhere, since then it is another text than the one that ran', () => {
  for (const [line, column] of [
    [1, 99],
    [9, 1],
    [1, 0],
  ] as const) {
    expect(locateOption('m({ fast: 1 })', { file, line, column }, 'fast')).toBeUndefined()
  }
})

test('any arrangement of options, decoys, comments and line breaks leads to the right place', () => {
  const decoy = fc.constantFrom('/* fast: 1, */', '// fast: 2\n', '', ' ', '\n')
  const other = fc.constantFrom(
    "a: 'fast: 3,'",
    'b: { fast: 4 }',
    'c: [{ fast: 5 }]',
    'd: `fast: ${"6"}`',
    'e: /fast:7,/',
    'f: g(8, fast)',
    '...more',
  )
  const value = fc.constantFrom('20', "'2%'", '[1, 2]', '{ fast: 9 }', 'x ? y : z', '(fast) => fast')
  fc.assert(
    fc.property(
      fc.array(fc.tuple(decoy, other)),
      fc.array(fc.tuple(decoy, other)),
      decoy,
      value,
      (before, after, gap, written) => {
        const list = (parts: [string, string][]): string => parts.map(([space, part]) => `${space}${part},`).join(' ')
        const head = `x = [other({ fast: 0 }), make({ ${list(before)}${gap}`
        const source = `${head}fast: ${gap}${written}, ${list(after)} }), last({ fast: 0 })]`
        const found = locateOption(source, siteOf(source, 'make'), 'fast')
        const at = siteOf(`${head}#`, '#')
        const line = (head.match(/\n/g)?.length ?? 0) + 1
        expect(found?.name).toEqual({ line, column: head.length - head.lastIndexOf('\n'), length: 4 })
        expect(at.line <= (found?.value.line ?? 0)).toBe(true)
        expect(found && textAt(source, found.value)).toBe(written)
      },
    ),
  )
})

test('any text is read to its end without a failure', () => {
  const pieces = fc.constantFrom(
    '(',
    ')',
    '{',
    '}',
    '[',
    ']',
    '`',
    '${',
    "'",
    '"',
    '/',
    '*',
    '\\',
    '\n',
    ',',
    ':',
    'fast',
    '.',
    ' ',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      const source = `m(${parts.join('')}`
      const found = locateOption(source, { file, line: 1, column: 1 }, 'fast')
      if (found !== undefined) expect(textAt(source, found.value).length).toBe(found.value.length)
    }),
    { numRuns: 2000 },
  )
})

test('a name is found anywhere within the call, and not in comments, strings or behind it', () => {
  const source = `defineStrategy({ about: 'onBar', // onBar
  create() { return { async onBar() {} } } })
onStop()`
  const site = siteOf(source, 'defineStrategy')
  expect(locateWord(source, site, 'onBar')).toEqual({ line: 2, column: 29, length: 5 })
  expect(locateWord(source, site, 'onStop')).toBeUndefined()
  expect(locateWord(source, { ...site, line: 99 }, 'onBar')).toBeUndefined()
})
