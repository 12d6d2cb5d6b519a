import { BotyardError, throwAll } from '../errors/botyard-error.ts'
import type { Instrument, InstrumentKind } from '../ports/instrument.ts'
import type { Memory } from '../ports/memory.ts'
import type { Currencies } from './currencies.ts'

/** Of two instruments that could value a currency, the one whose kind comes first here does. */
const preference: readonly InstrumentKind[] = ['spot', 'linear', 'inverse']

/** One step: the instrument that prices a currency in a currency nearer to the quote. */
interface Step {
  readonly from: number
  readonly to: number
  readonly instrument: Instrument
  /** The instrument is told the other way round, in units of `from` for one of `to`. */
  readonly inverted: boolean
}

/**
 * How each currency is valued in the currency of the account: by the newest price of an instrument between the two, over a third currency
 * where none links them directly, and never by an assumption. Two dollars of different names are two currencies.
 */
export class CurrencyRoutes {
  readonly #marks: Int32Array
  readonly #instruments: Int32Array
  readonly #to: Int32Array
  readonly #inverted: Uint8Array
  readonly #scales: Float64Array

  /** Currency 0 is that of the account. Throws BY1205 for every currency that cannot be valued, all of them at once. */
  constructor(memory: Memory, instruments: readonly Instrument[], currencies: Currencies, marks: Int32Array, account: string) {
    this.#marks = marks
    this.#instruments = memory.column('i32', currencies.count, 'routes.instrument')
    this.#to = memory.column('i32', currencies.count, 'routes.to')
    this.#inverted = memory.column('u8', currencies.count, 'routes.inverted')
    this.#scales = memory.column('f64', currencies.count, 'routes.scale')
    const reached = new Set([0])
    for (let found = nearestSteps(instruments, currencies, reached); found.length > 0; ) {
      for (const step of found) {
        this.#instruments[step.from] = step.instrument.index
        this.#to[step.from] = step.to
        this.#inverted[step.from] = Number(step.inverted)
        this.#scales[step.from] = step.instrument.priceScale
        reached.add(step.from)
      }
      found = nearestSteps(instruments, currencies, reached)
    }
    const to = currencies.names[0]
    const missing = currencies.names.filter((_, number) => !reached.has(number))
    throwAll(missing.map((from) => new BotyardError('BY1205', { from, to, account })))
  }

  /** What one of a currency is worth in that of the account; NaN until every instrument on the way has a price. */
  rate(currency: number): number {
    let rate = 1
    for (let at = currency; at !== 0; at = this.#to[at]) {
      const mark = this.#marks[this.#instruments[at]]
      if (mark === 0) return Number.NaN
      const price = mark / this.#scales[at]
      rate = this.#inverted[at] === 0 ? rate * price : rate / price
    }
    return rate
  }
}

/** The best step of every currency that is one instrument away from those reached: straight before inverted, then by kind, then by number. */
function nearestSteps(instruments: readonly Instrument[], currencies: Currencies, reached: ReadonlySet<number>): Step[] {
  const best = new Map<number, Step>()
  const offer = (step: Step): void => {
    if (step.from < 0 || !reached.has(step.to) || reached.has(step.from)) return
    const rival = best.get(step.from)
    if (rival === undefined || rank(step) < rank(rival)) best.set(step.from, step)
  }
  for (const instrument of instruments) {
    const base = currencies.indexOf(instrument.base)
    const quote = currencies.indexOf(instrument.quote)
    offer({ from: base, to: quote, instrument, inverted: false })
    offer({ from: quote, to: base, instrument, inverted: true })
  }
  return [...best.values()]
}

function rank(step: Step): number {
  return preference.indexOf(step.instrument.kind) + (step.inverted ? preference.length : 0)
}
