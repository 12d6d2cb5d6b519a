import { windowOn } from '../engine/window.ts'
import type { Instrument } from '../ports/instrument.ts'
import type { OrderHandle, Refusal, Refused } from '../ports/orders.ts'
import type { RefusalCount } from '../ports/report.ts'
import type { Refusals } from './refusals.ts'

/** Refusals that wait to be told; beyond it they are counted only, so a strategy that asks in vain on every row costs nothing. */
const waitingMax = 256

/** Refusals of one sort that are told with their own numbers; later ones repeat the last of these. */
const explainedMax = 32

/** One refusal on its way to `onRefused`. */
class WaitingRefusal implements Refused {
  owner = 0
  instrument!: Instrument
  code: Refusal = 0
  error = ''
  reason = ''
  order: OrderHandle = 0
  readonly view: Refused = windowOn(this, ['instrument', 'code', 'error', 'reason', 'order'])
}

/** What one strategy was refused at one instrument for one reason; the report shows the numbers of the first time. */
type SortOfRefusal = { -readonly [K in keyof RefusalCount]: RefusalCount[K] } & { newest: string }

/** Everything that was refused: told to its strategy after the message, counted for the report. */
export class RefusalLog {
  readonly #refusals: Refusals
  readonly #waiting = Array.from({ length: waitingMax }, () => new WaitingRefusal())
  #count = 0
  readonly #sorts = new Map<string, SortOfRefusal>()
  total = 0

  constructor(refusals: Refusals) {
    this.#refusals = refusals
  }

  /** `detail` is asked for its numbers the first times of a sort of refusal, not every time. */
  add(owner: number, ownerName: string, instrument: Instrument, code: Refusal, order: OrderHandle, detail: () => string): void {
    const { error } = this.#refusals.of(code)
    const key = `${owner} ${instrument.index} ${code}`
    let sort = this.#sorts.get(key)
    if (sort === undefined) {
      sort = { owner: ownerName, symbol: instrument.symbol, error, reason: '', newest: '', count: 0 }
      this.#sorts.set(key, sort)
    }
    if (sort.count < explainedMax) sort.newest = detail()
    if (sort.count === 0) sort.reason = sort.newest
    sort.count++
    this.total++
    if (this.#count === waitingMax) return
    const one = this.#waiting[this.#count++]
    one.owner = owner
    one.instrument = instrument
    one.code = code
    one.error = error
    one.reason = sort.newest
    one.order = order
  }

  get waiting(): number {
    return this.#count
  }

  /** Tells what waits; what is refused meanwhile waits for the next message, so a strategy that insists cannot hold the loop. */
  tell(hear: (owner: number, refused: Refused) => void): void {
    const count = this.#count
    for (let i = 0; i < count; i++) hear(this.#waiting[i].owner, this.#waiting[i].view)
    for (let i = count; i < this.#count; i++) {
      const one = this.#waiting[i]
      this.#waiting[i] = this.#waiting[i - count]
      this.#waiting[i - count] = one
    }
    this.#count -= count
  }

  counts(): RefusalCount[] {
    return [...this.#sorts.values()].map(({ owner, symbol, error, reason, count }) => ({ owner, symbol, error, reason, count }))
  }
}
