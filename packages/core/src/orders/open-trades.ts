import type { Micros } from '../ports/time.ts'
import { MoneyColumn } from './money.ts'

/** The trade that is under way in each row of positions. */
export class OpenTrades {
  /** Lots that were opened so far and what they were worth; 0 lots where no trade is under way. */
  readonly enteredLots: Float64Array
  readonly enteredValue: Float64Array
  /** What the lots closed so far were worth. */
  readonly leftValue: Float64Array
  readonly since: Float64Array
  /** In units of the currency that settles the instrument. */
  readonly fees: MoneyColumn
  readonly funding: MoneyColumn
  /** What the position had realized when the trade began. */
  readonly realized: MoneyColumn
  /** The record of the trade that the newest fill ended, or -1 where it is not kept, and how many of that fill's lots ended it. */
  readonly ended: Int32Array
  readonly endedLots: Float64Array
  /** Lots of the newest fill. */
  readonly fillLots: Float64Array

  constructor(rows: number) {
    this.enteredLots = new Float64Array(rows)
    this.enteredValue = new Float64Array(rows)
    this.leftValue = new Float64Array(rows)
    this.since = new Float64Array(rows)
    this.fees = MoneyColumn.ofLength(rows)
    this.funding = MoneyColumn.ofLength(rows)
    this.realized = MoneyColumn.ofLength(rows)
    this.ended = new Int32Array(rows).fill(-1)
    this.endedLots = new Float64Array(rows)
    this.fillLots = new Float64Array(rows)
  }

  begin(row: number, time: Micros, realized: MoneyColumn): void {
    this.since[row] = time
    this.realized.copy(row, realized, row)
  }

  clear(row: number): void {
    this.enteredLots[row] = 0
    this.enteredValue[row] = 0
    this.leftValue[row] = 0
    this.fees.clear(row)
    this.funding.clear(row)
    this.ended[row] = -1
    this.endedLots[row] = 0
    this.fillLots[row] = 0
  }
}
