import type { Micros } from '../ports/time.ts'
import type { Ledger } from './ledger.ts'
import type { MoneyColumn } from './money.ts'
import type { OpenTrades } from './open-trades.ts'
import { Rounding } from './rounding.ts'

/** A trade that is under way, by names and in whole currency; plain data for a restart. */
export interface SavedTrade {
  readonly owner: string
  readonly symbol: string
  readonly since: Micros
  readonly enteredLots: number
  readonly enteredValue: number
  readonly leftValue: number
  readonly fees: string
  readonly funding: string
  /** What the position had realized when the trade began. */
  readonly realized: string
}

/** Writes down every trade that is under way. */
export function saveTrades(open: OpenTrades, ledger: Ledger): SavedTrade[] {
  const { owners, instruments, currencyTable, terms } = ledger
  return owners.names.flatMap((owner, number) =>
    instruments.flatMap(({ index, symbol }) => {
      const row = owners.rowOf(number, index)
      if (row < 0 || open.enteredLots[row] === 0) return []
      const amount = (column: MoneyColumn) => column.toDecimal(row, currencyTable.digits[terms.currency[index]])
      return {
        owner,
        symbol,
        since: open.since[row],
        enteredLots: open.enteredLots[row],
        enteredValue: open.enteredValue[row],
        leftValue: open.leftValue[row],
        fees: amount(open.fees),
        funding: amount(open.funding),
        realized: amount(open.realized),
      }
    }),
  )
}

/** Takes over what was saved of trades whose position is still there; of the others nothing is left to tell. */
export function restoreTrades(open: OpenTrades, ledger: Ledger, saved: readonly SavedTrade[]): void {
  const { owners, instruments, positions, currencyTable, terms } = ledger
  for (const trade of saved) {
    const instrument = instruments.find(({ symbol }) => symbol === trade.symbol)
    const owner = owners.names.indexOf(trade.owner)
    const row = instrument === undefined || owner < 0 ? -1 : owners.rowOf(owner, instrument.index)
    if (instrument === undefined || row < 0 || positions.lots[row] === 0) continue
    const digits = currencyTable.digits[terms.currency[instrument.index]]
    open.since[row] = trade.since
    open.enteredLots[row] = trade.enteredLots
    open.enteredValue[row] = trade.enteredValue
    open.leftValue[row] = trade.leftValue
    open.fees.fromDecimal(row, trade.fees, digits, Rounding.halfEven)
    open.funding.fromDecimal(row, trade.funding, digits, Rounding.halfEven)
    open.realized.fromDecimal(row, trade.realized, digits, Rounding.halfEven)
  }
}
