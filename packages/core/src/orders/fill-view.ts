import { windowOn } from '../engine/window.ts'
import type { Instrument, Side } from '../ports/instrument.ts'
import type { Fill, OrderHandle } from '../ports/orders.ts'
import type { Micros } from '../ports/time.ts'

/** The newest fill; one object, refilled. Callbacks see it through `view`. */
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
  readonly view: Fill = windowOn(this, [
    'order',
    'execution',
    'instrument',
    'side',
    'price',
    'quantity',
    'fee',
    'feeCurrency',
    'maker',
    'reason',
    'time',
  ])
  /** Positive numbers are those of a venue that has no text for them, such as a simulated one. */
  get execution(): string {
    return String(this.number)
  }
}
