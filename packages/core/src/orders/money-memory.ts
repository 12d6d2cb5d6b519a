import type { Memory } from '../ports/memory.ts'
import { MoneyColumn } from './money.ts'

/** Amounts in memory that was laid out at the start. */
export function moneyColumn(memory: Memory, rows: number, name: string): MoneyColumn {
  return new MoneyColumn(memory.column('f64', rows, `${name}.hi`), memory.column('f64', rows, `${name}.lo`))
}

/** Makes every amount zero and takes back that one was too large. */
export function clearAll(column: MoneyColumn): void {
  column.hi.fill(0)
  column.lo.fill(0)
  column.overflowed = false
}
