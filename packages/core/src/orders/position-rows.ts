import type { Memory } from '../ports/memory.ts'
import type { Tape } from '../ports/tape.ts'
import type { ContractTerms } from './contract-terms.ts'
import type { FillValue } from './fill-value.ts'
import { MoneyColumn } from './money.ts'
import { clearAll, moneyColumn } from './money-memory.ts'

/** Every count of lots up to this is a double. */
const lotsMax = 2 ** 53

/** Rows of the scratch column. */
const costBeforeRow = 0
const shareRow = 1
const openedRow = 2

/**
 * Positions, one a row: signed lots and what they cost, exactly.
 *
 * Opening adds the value of the fill to the cost. Closing takes a share of the cost, rounded half to even, and what is left over stays
 * in the cost, so a position that is flat has cost nothing and booked everything. The share is taken of the cost at the last opening,
 * for all lots closed since then: it depends on how many were closed and not on in how many fills.
 */
export class PositionRows {
  readonly lots: Float64Array
  /** Never negative; the sign of the lots says what it was paid for. */
  readonly cost: MoneyColumn
  /** Profit booked, before fees and funding. */
  readonly realized: MoneyColumn
  /** Lots, without a sign, and cost when lots were last added. */
  readonly fullLots: Float64Array
  readonly fullCost: MoneyColumn
  /** Price units and signed lots of the newest fills of one price and side, where values are rounded. */
  readonly runPrice: Int32Array
  readonly runLots: Float64Array
  /** Time of the fill that began the position, or that ended it when it is flat. */
  readonly since: Float64Array
  /** In row 0, what the newest booking realized. */
  readonly profit = MoneyColumn.ofLength(1)
  readonly #scratch = MoneyColumn.ofLength(3)
  readonly #isInverse: Uint8Array
  #tooManyLots = false

  constructor(memory: Memory, rows: number, terms: ContractTerms) {
    this.lots = memory.column('f64', rows, 'positions.lots')
    this.cost = moneyColumn(memory, rows, 'positions.cost')
    this.realized = moneyColumn(memory, rows, 'positions.realized')
    this.fullLots = memory.column('f64', rows, 'positions.fullLots')
    this.fullCost = moneyColumn(memory, rows, 'positions.fullCost')
    this.runPrice = memory.column('i32', rows, 'positions.runPrice')
    this.runLots = memory.column('f64', rows, 'positions.runLots')
    this.since = memory.column('f64', rows, 'positions.since')
    this.#isInverse = terms.isInverse
  }

  /** Something was too large to be kept exactly; no row can be trusted any more. */
  get overflowed(): boolean {
    const { cost, realized, fullCost, profit } = this
    return (
      this.#tooManyLots ||
      cost.overflowed ||
      realized.overflowed ||
      fullCost.overflowed ||
      profit.overflowed ||
      this.#scratch.overflowed
    )
  }

  /** Everything is flat and nothing was ever booked. */
  reset(): void {
    for (const column of [this.lots, this.fullLots, this.runPrice, this.runLots, this.since]) column.fill(0)
    for (const column of [this.cost, this.realized, this.fullCost, this.profit, this.#scratch]) clearAll(column)
    this.#tooManyLots = false
  }

  /** Adds a fill to the run of a row, and returns the lots that the run had before it. Where nothing is rounded there are no runs. */
  run(row: number, tape: Tape, from: number): number {
    if (this.#isInverse[tape.instrument[from]] === 0) return 0
    const signed = tape.side[from] * tape.quantity[from]
    const goesOn = tape.b[from] === 0 && this.runPrice[row] === tape.price[from] && this.runLots[row] * signed > 0
    const before = goesOn ? this.runLots[row] : 0
    this.runPrice[row] = tape.price[from]
    this.runLots[row] = tape.b[from] === 0 ? before + signed : 0
    return Math.abs(before)
  }

  /** Applies a fill to a position: closes what it can and opens the rest. */
  book(row: number, tape: Tape, from: number, value: FillValue): void {
    const side = tape.side[from]
    const lots = tape.quantity[from]
    const held = this.lots[row]
    const size = Math.abs(held)
    const closing = held * side < 0 ? Math.min(size, lots) : 0
    this.profit.clear(0)
    if (closing > 0) this.#close(row, closing, value, this.#isInverse[tape.instrument[from]] === 1)
    if (lots > closing) this.#open(row, side, lots, closing, value)
    if (size === closing) this.since[row] = tape.receivedTime[from]
  }

  #close(row: number, closing: number, value: FillValue, isInverse: boolean): void {
    const { cost, fullCost, fullLots, profit } = this
    const scratch = this.#scratch
    const held = this.lots[row]
    const left = Math.abs(held) - closing
    scratch.copy(costBeforeRow, cost, row)
    scratch.setShare(shareRow, fullCost, row, fullLots[row] - left, fullLots[row])
    cost.copy(row, fullCost, row)
    cost.subtract(row, scratch, shareRow)
    value.first(profit, 0, closing)
    profit.subtract(0, scratch, costBeforeRow)
    profit.add(0, cost, row)
    // A long gains when it closes for more than it cost. The value of an inverse contract is what it costs in coins, so there it gains by less.
    if (held > 0 === isInverse) profit.negate(0)
    this.realized.add(row, profit, 0)
    this.lots[row] = held > 0 ? left : 0 - left
  }

  #open(row: number, side: number, lots: number, closed: number, value: FillValue): void {
    const scratch = this.#scratch
    value.first(scratch, openedRow, lots)
    this.cost.add(row, scratch, openedRow)
    if (closed > 0) {
      value.first(scratch, openedRow, closed)
      this.cost.subtract(row, scratch, openedRow)
    }
    this.lots[row] += side * (lots - closed)
    this.fullLots[row] = Math.abs(this.lots[row])
    this.fullCost.copy(row, this.cost, row)
    if (!(this.fullLots[row] <= lotsMax)) this.#tooManyLots = true
  }
}
