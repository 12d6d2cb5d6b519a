import { clean, columns, cut, pad } from './visible.ts'

/** One column of a table. */
export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right'
  /** Cells longer than this are cut; 40 columns when left out. */
  readonly most?: number
  /** Order in which columns leave a table that is too wide: the highest first; a column without it stays. */
  readonly drop?: number
}

const gap = '  '

function widths(all: readonly Column[], rows: readonly (readonly string[])[]): number[] {
  return all.map((column, at) => Math.max(columns(column.title), ...rows.map((row) => columns(row[at] ?? ''))))
}

function firstToDrop(all: readonly Column[]): number {
  let found = -1
  for (const [at, column] of all.entries()) {
    if (column.drop !== undefined && (found < 0 || column.drop > (all[found]?.drop ?? 0))) found = at
  }
  return found
}

/**
 * Lines of a table, its heading first. It never wraps: while it is wider than `width`, whole columns are left out, and when none is
 * left to drop, lines are cut.
 */
export function table(all: readonly Column[], rows: readonly (readonly string[])[], width: number): string[] {
  const cells = rows.map((row) => all.map((column, at) => cut(clean(row[at] ?? ''), column.most ?? 40)))
  return fit(all, cells, width)
}

function fit(all: readonly Column[], cells: readonly (readonly string[])[], width: number): string[] {
  const wide = widths(all, cells)
  const total = wide.reduce((sum, one) => sum + one, 0) + gap.length * Math.max(0, all.length - 1)
  const drop = firstToDrop(all)
  if (total > width && drop >= 0) {
    const keep = (_: unknown, at: number) => at !== drop
    return fit(
      all.filter(keep),
      cells.map((row) => row.filter(keep)),
      width,
    )
  }
  const line = (row: readonly string[]) =>
    cut(
      all
        .map((column, at) => pad(row[at] ?? '', wide[at] ?? 0, column.align))
        .join(gap)
        .trimEnd(),
      width,
    )
  return [line(all.map((column) => column.title)), ...cells.map(line)]
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
