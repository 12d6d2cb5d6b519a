import type { Side, Tape } from '@botyard/core'
import { Kind, TickerField } from '@botyard/core'
import { writeRow } from './driver.ts'

/** One row of the market in a random run, in units and lots. */
export type MarketStep =
  | { readonly does: 'level' | 'quote'; readonly side: Side; readonly price: number; readonly lots: number }
  | { readonly does: 'trade'; readonly side: Side; readonly price: number; readonly lots: number }
  | { readonly does: 'mark' | 'open'; readonly price: number }
  | { readonly does: 'clear'; readonly side: Side }
  | { readonly does: 'bar'; readonly price: number; readonly high: number; readonly low: number; readonly lots: number }

/** Milliseconds of the bars in random runs. */
const barMillis = 60

/** Writes a step as a row. */
export function writeStep(tape: Tape, step: MarketStep): void {
  switch (step.does) {
    case 'level':
    case 'quote':
    case 'trade':
      writeRow(tape, Kind[step.does], { side: step.side, price: step.price, quantity: step.lots })
      return
    case 'mark':
      writeRow(tape, Kind.ticker, { ref: TickerField.mark, a: step.price / 10 })
      return
    case 'clear':
      writeRow(tape, Kind.clear, { side: step.side })
      return
    case 'open':
      writeRow(tape, Kind.open, { price: step.price, ref: barMillis })
      return
    case 'bar':
      writeRow(tape, Kind.bar, { price: step.price, a: step.high, b: step.low, quantity: step.lots, ref: barMillis })
  }
}
