import type { Instrument, Side } from '../ports/instrument.ts'
import type { Fill, OrderHandle } from '../ports/orders.ts'
import type { Micros } from '../ports/time.ts'

/** The newest fill as callbacks see it; one object, refilled. */
export class FillView implements Fill {
  order: OrderHandle = 0
  number = 0
  instrument!: Instrument
  side: Side = 1
  price = 0
  quantity = 0
  fee = 0
  feeCurrency = ''
  maker = false
  reason = ''
  time: Micros = 0
  /** Positive numbers are those of a venue that has no text for them, such as a simulated one. */
  get execution(): string {
    return String(this.number)
  }
}
