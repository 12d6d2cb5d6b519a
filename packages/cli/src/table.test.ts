import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beside, type Column, table } from './table.ts'
import { clean, columns, cut, pad } from './visible.ts'

const shape: readonly Column[] = [
  { title: 'Name', most: 30 },
  { title: 'count', align: 'right' },
  { title: 'note', drop: 1 },
  { title: 'path', drop: 2 },
]

// Includes wide letters, marks without width, line breaks and escapes that would redraw a screen.
const anyText = fc.string({
  unit: fc.constantFrom('a', 'B', '7', ' ', '龙', '한', 'é', 'e\u0301', '\n', '\t', '\u001b[2K', '🚀', '\u202e'),
})

describe('a table', () => {
  test('is never wider than the screen and never has more lines than rows', () => {
    const rows = fc.array(fc.tuple(anyText, anyText, anyText, anyText), { maxLength: 8 })
    fc.assert(
      fc.property(rows, fc.integer({ min: 20, max: 80 }), (cells, width) => {
        const lines = table(shape, cells, width)
        expect(lines).toHaveLength(cells.length + 1)
        for (const line of lines) {
          expect(columns(line)).toBeLessThanOrEqual(width)
          expect(line).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
        }
      }),
    )
  })

  const wrapping: readonly Column[] = [
    { title: 'n', align: 'right' },
    { title: 'why', wrap: 10 },
    { title: 'where', drop: 1 },
  ]

  test('wraps a column that says so before anything is dropped or cut, and loses no letter', () => {
    const row = ['3', 'it could reach 49 % of equity, 20 % is allowed', 'BTCUSDT']
    expect(table(wrapping, [row, ['12', 'short', 'ETHUSDT']], 40)).toEqual([
      ' n  why                          where',
      ' 3  it could reach 49 % of       BTCUSDT',
      '    equity, 20 % is allowed',
      '12  short                        ETHUSDT',
    ])
    expect(table(wrapping, [row], 80)).toHaveLength(2)
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '/', '龙', 'b,'), maxLength: 90 })
    fc.assert(
      fc.property(text, fc.integer({ min: 24, max: 60 }), (why, width) => {
        const lines = table(wrapping, [['1', why, 'here']], width)
        for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(width)
        const told = lines.slice(1).join('').replace('here', '')
        expect(told.replaceAll(' ', '')).toBe(`1${why.replaceAll(' ', '')}`)
      }),
    )
  })

  test('drops whole columns, the most dispensable first', () => {
    const row = ['momentum', '3', 'n'.repeat(30), 'p'.repeat(30)]
    expect(table(shape, [row], 80)[0]).toBe('Name      count  note                            path')
    expect(table(shape, [row], 60)[0]).toBe('Name      count  note')
    expect(table(shape, [row], 30)).toEqual(['Name      count', 'momentum      3'])
  })

  test('aligns numbers to the right', () => {
    expect(
      table(
        shape.slice(0, 2),
        [
          ['a', '5'],
          ['b', '12,000'],
        ],
        80,
      ),
    ).toEqual(['Name   count', 'a          5', 'b     12,000'])
  })
})

describe('two blocks', () => {
  test('stand side by side where there is room', () => {
    expect(beside(['left', 'l'], ['right'], 2, 20)).toEqual(['left  right', 'l'])
  })

  test('stand under each other where there is none', () => {
    expect(beside(['left'], ['right'], 2, 8)).toEqual(['left', '', 'right'])
  })

  test('are the other one when one is empty', () => {
    expect(beside([], ['right'], 2, 8)).toEqual(['right'])
  })
})

describe('text on a screen', () => {
  test('colours take no room', () => {
    expect(columns('\u001b[31mred\u001b[0m')).toBe(3)
    expect(pad('\u001b[31mred\u001b[0m', 5)).toBe('\u001b[31mred\u001b[0m  ')
  })

  test('what is cut ends with an ellipsis and fits, also with wide letters', () => {
    fc.assert(fc.property(anyText, fc.integer({ min: 1, max: 20 }), (text, most) => columns(cut(clean(text), most)) <= most))
    expect(cut('龙龙龙', 4)).toBe('龙…')
  })
})
