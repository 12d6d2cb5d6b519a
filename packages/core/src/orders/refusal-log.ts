import type { Instrument } from '../ports/instrument.ts'
import type { OrderHandle, Refusal, Refused } from '../ports/orders.ts'
import type { RefusalCount } from '../ports/report.ts'
import type { Refusals } from './refusals.ts'

/** Refusals that wait to be told; beyond it they are counted only, so a strategy that asks in vain on every row costs nothing. */
const waitingMax = 256

/** One refusal on its way to `onRefused`. */
class WaitingRefusal implements Refused {
  owner = 0
  instrument!: Instrument
  code: Refusal = 0
  error = ''
  reason = ''
  order: OrderHandle = 0
}

/** Everything that was refused: told to its strategy after the message, counted for the report. */
export class RefusalLog {
  readonly #refusals: Refusals
  readonly #waiting = Array.from({ length: waitingMax }, () => new WaitingRefusal())
  #count = 0
  readonly #totals = new Map<string, { -readonly [K in keyof RefusalCount]: RefusalCount[K] }>()
  total = 0

  constructor(refusals: Refusals) {
    this.#refusals = refusals
  }

  /** `detail` is asked for its numbers once per sort of refusal, not every time. */
  add(owner: number, ownerName: string, instrument: Instrument, code: Refusal, order: OrderHandle, detail: () => string): void {
    const { error } = this.#refusals.of(code)
    const key = `${owner} ${instrument.index} ${code}`
    let total = this.#totals.get(key)
    if (total === undefined) {
      total = { owner: ownerName, symbol: instrument.symbol, error, reason: detail(), count: 0 }
      this.#totals.set(key, total)
    }
    total.count++
    this.total++
    if (this.#count === waitingMax) return
    const one = this.#waiting[this.#count++]
    one.owner = owner
    one.instrument = instrument
    one.code = code
    one.error = error
    one.reason = total.reason
    one.order = order
  }

  get waiting(): number {
    return this.#count
  }

  /** Tells what waits; what is refused meanwhile waits for the next message, so a strategy that insists cannot hold the loop. */
  tell(hear: (owner: number, refused: Refused) => void): void {
    const count = this.#count
    for (let i = 0; i < count; i++) hear(this.#waiting[i].owner, this.#waiting[i])
    for (let i = count; i < this.#count; i++) {
      const one = this.#waiting[i]
      this.#waiting[i] = this.#waiting[i - count]
      this.#waiting[i - count] = one
    }
    this.#count -= count
  }

  counts(): RefusalCount[] {
    return [...this.#totals.values()]
  }
}
