import { describe, expect, test } from 'vitest'
import { Progress } from './progress.ts'
import { sparkline } from './sparkline.ts'
import { type Screen, Terminal } from './terminal.ts'

function screen(tty: boolean, env: Screen['env'] = {}): Screen & { out: { text: string }; err: { text: string } } {
  const stream = () => ({
    text: '',
    isTTY: tty,
    columns: 200,
    write(text: string) {
      this.text += text
    },
  })
  return { out: stream(), err: stream(), env }
}

describe('colour', () => {
  test.each([
    ['a screen', true, {}, {}, true],
    ['a pipe', false, {}, {}, false],
    ['NO_COLOR', true, { NO_COLOR: '1' }, {}, false],
    ['an empty NO_COLOR', true, { NO_COLOR: '' }, {}, true],
    ['--no-color', true, {}, { color: false }, false],
    ['a dumb terminal', true, { TERM: 'dumb' }, {}, false],
  ])('on %s', (_, tty, env, wishes, painted) => {
    const terminal = new Terminal(screen(tty, env), wishes)
    expect(terminal.paint('red', 'x') === 'x').toBe(!painted)
    expect(terminal.colorErrors).toBe(painted)
  })
})

describe('width', () => {
  const wide = (columns: number, env = {}) =>
    new Terminal({ ...screen(true, env), out: { write: () => undefined, isTTY: true, columns } }).width

  test('is that of the screen, within reason', () => {
    expect([60, 150, 10, 1000].map((columns) => wide(columns))).toEqual([60, 150, 40, 200])
    expect(wide(60, { COLUMNS: '160' })).toBe(60)
  })

  test('off a screen is what COLUMNS says, else 80', () => {
    expect(new Terminal(screen(false)).width).toBe(80)
    expect(new Terminal(screen(false, { COLUMNS: '160' })).width).toBe(160)
    for (const COLUMNS of ['', 'wide', '-5', '1e9', '0x50']) expect(new Terminal(screen(false, { COLUMNS })).width).toBe(80)
  })
})

test('--ascii draws nothing beyond ASCII and moves no column', () => {
  const drawn = screen(false)
  const text = `equity ${sparkline([1, 2, 3, 4, 5, 6, 7, 8], 8)} ✔ ✖ ─ → …`
  new Terminal(drawn, { ascii: true }).print(text)
  expect(drawn.out.text).toMatch(/^[\x20-\x7e]+\n$/)
  expect(drawn.out.text).toHaveLength(text.length + 1)
})

describe('progress', () => {
  const shares = Array.from({ length: 1001 }, (_, at) => at / 1000)

  test('is one line for each ten percent off a screen, and on stderr', () => {
    const drawn = screen(false)
    const progress = new Progress(new Terminal(drawn), 'replay')
    for (const share of shares) progress.show(share)
    progress.end()
    expect(drawn.err.text.trim().split('\n')).toEqual(Array.from({ length: 10 }, (_, at) => `replay ${(at + 1) * 10} %`))
    expect(drawn.out.text).toBe('')
  })

  test('redraws one line on a screen, at most once for each percent', () => {
    const drawn = screen(true)
    const progress = new Progress(new Terminal(drawn), 'replay')
    for (const share of shares) progress.show(share)
    progress.end()
    progress.end()
    expect(drawn.err.text.split('\r')).toHaveLength(102)
    expect(drawn.err.text.endsWith(`replay ${'█'.repeat(40)} 100 %\n`)).toBe(true)
  })

  test('says nothing when quiet, and ignores what is no share', () => {
    const quiet = screen(false)
    const progress = new Progress(new Terminal(quiet, { quiet: true }), 'replay')
    progress.show(1)
    expect(quiet.err.text).toBe('')
    const odd = screen(false)
    const other = new Progress(new Terminal(odd), 'replay')
    for (const share of [Number.NaN, -1, 7, 0.2]) other.show(share)
    expect(odd.err.text).toBe('replay 100 %\n')
  })
})

describe('a sparkline', () => {
  test('goes from the lowest to the highest block', () => {
    expect(sparkline([0, 5, 10], 3)).toBe('▁▅█')
  })

  test('of a flat line stands in the middle, of nothing is nothing', () => {
    expect(sparkline([5, 5, 5], 3)).toBe('▄▄▄')
    expect(sparkline([], 3)).toBe('')
    expect(sparkline([Number.NaN], 3)).toBe('')
  })
})
