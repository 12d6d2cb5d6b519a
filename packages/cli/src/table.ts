import { clean, columns, cut, pad } from './visible.ts'
import { wrapped } from './wrapped.ts'

/** One column of a table. */
export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right'
  /** Cells longer than this are cut; 40 columns when left out, 600 where they wrap. */
  readonly most?: number
  /** Order in which columns leave a table that is too wide: the highest first; a column without it stays. */
  readonly drop?: number
  /** A table that is too wide breaks the cells of this column into lines of at least so many columns, before it drops or cuts any. */
  readonly wrap?: number
}

const gap = '  '
const cellMost = 40
const wrappedMost = 600

function widthsOf(all: readonly Column[], rows: readonly (readonly string[])[]): number[] {
  return all.map((column, at) => Math.max(columns(column.title), ...rows.map((row) => columns(row[at] ?? ''))))
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, one) => sum + one, 0) + gap.length * Math.max(0, widths.length - 1)
}

function firstToDrop(all: readonly Column[]): number {
  let found = -1
  for (const [at, column] of all.entries()) {
    if (column.drop !== undefined && (found < 0 || column.drop > (all[found]?.drop ?? 0))) found = at
  }
  return found
}

/**
 * Lines of a table, its heading first. While it is wider than `width`, columns that wrap become narrower, then whole columns are left out,
 * and when none is left to drop, lines are cut.
 */
export function table(all: readonly Column[], rows: readonly (readonly string[])[], width: number): string[] {
  const most = ({ most, wrap }: Column) => most ?? (wrap === undefined ? cellMost : wrappedMost)
  const cells = rows.map((row) => all.map((column, at) => cut(clean(row[at] ?? ''), most(column))))
  return fit(all, cells, width)
}

function fit(all: readonly Column[], cells: readonly (readonly string[])[], width: number): string[] {
  const widths = narrowed(all, widthsOf(all, cells), width)
  const drop = firstToDrop(all)
  if (total(widths) > width && drop >= 0) {
    const keep = (_: unknown, at: number) => at !== drop
    return fit(
      all.filter(keep),
      cells.map((row) => row.filter(keep)),
      width,
    )
  }
  const line = (row: readonly string[]) => {
    const text = all.map((column, at) => pad(row[at] ?? '', widths[at] ?? 0, column.align)).join(gap)
    return cut(text.trimEnd(), width)
  }
  return [line(all.map(({ title }) => title)), ...cells.flatMap((row) => linesOf(row, all, widths).map(line))]
}

/** Takes from the widest column that wraps until the table fits or none has more than its least. */
function narrowed(all: readonly Column[], widths: readonly number[], width: number): number[] {
  const now = [...widths]
  for (let over = total(now) - width; over > 0; over--) {
    let widest = -1
    for (const [at, { wrap, title }] of all.entries()) {
      const own = now[at] ?? 0
      if (wrap !== undefined && own > Math.max(wrap, columns(title)) && own > (now[widest] ?? 0)) widest = at
    }
    if (widest < 0) return now
    now[widest] = (now[widest] ?? 0) - 1
  }
  return now
}

/** The lines that one row takes: as many as its longest cell that wraps. */
function linesOf(row: readonly string[], all: readonly Column[], widths: readonly number[]): string[][] {
  const parts = row.map((cell, at) => (all[at]?.wrap === undefined ? [cell] : wrapped(cell, widths[at] ?? cellMost)))
  const height = Math.max(1, ...parts.map((part) => part.length))
  return Array.from({ length: height }, (_, at) => parts.map((part) => part[at] ?? ''))
}

/** Two blocks of lines side by side, or one under the other when they do not fit. */
export function beside(left: readonly string[], right: readonly string[], apart: number, width: number): string[] {
  const most = Math.max(0, ...left.map(columns))
  const other = Math.max(0, ...right.map(columns))
  if (left.length === 0 || right.length === 0) return [...left, ...right]
  if (most + apart + other > width) return [...left, '', ...right]
  const lines: string[] = []
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    lines.push(`${pad(left[at] ?? '', most + apart)}${right[at] ?? ''}`.trimEnd())
  }
  return lines
}
