import type { Duration, InstrumentRules, Interest, Lane, Micros, Recording } from '@botyard/core'
import { BotyardError, readSymbol, splitName } from '@botyard/core'

/** What a scripted market has to offer; the rest of an instrument's rules has plain defaults. */
export interface ScriptedInstrument extends Partial<InstrumentRules> {
  /** Full or in part: 'BTCUSDT', 'spot:BTCUSDT', 'a:BTCUSDT'. */
  readonly symbol: string
}

/** Instruments of a script as a recording without rows: the rows come from the script. */
export class ScriptedRecording implements Recording {
  readonly name = 'script'
  readonly synthetic = true
  readonly checksum = 'script'
  readonly instruments: readonly InstrumentRules[]
  /** Grows while the script goes on. */
  readonly rules: InstrumentRules[] = []
  readonly dataNames: string[] = []
  readonly from: Micros
  readonly to = Number.POSITIVE_INFINITY
  readonly #bars: readonly Duration[]
  readonly #hasBook: boolean

  constructor(instruments: readonly InstrumentRules[], from: Micros, bars: readonly Duration[], hasBook: boolean) {
    this.instruments = instruments
    this.from = from
    this.#bars = bars
    this.#hasBook = hasBook
  }

  offers(_instrument: InstrumentRules, kind: Interest['kind'], interval?: Duration): boolean {
    if (kind === 'book') return this.#hasBook
    if (kind === 'bars') return interval === undefined || this.#bars.includes(interval)
    return true
  }

  intervals(): readonly Duration[] {
    return this.#bars
  }

  /** The number of a name on the tape. */
  dataName(name: string): number {
    const known = this.dataNames.indexOf(name)
    return known >= 0 ? known : this.dataNames.push(name) - 1
  }

  open(): Lane {
    throw new BotyardError('BY6004', { file: this.name })
  }
}

/** Rules out of a symbol, as a bot reads it: venue and kind from its parts, currencies from its name, prices to the cent and quantities to the thousandth. */
export function rulesOf({ symbol, ...given }: ScriptedInstrument): InstrumentRules {
  const parts = readSymbol(symbol)
  if ('problem' in parts) throw new BotyardError('BY3003', { symbol, reason: parts.problem })
  const { venue = 'sim', kind = 'linear', name } = parts
  const { base, quote } = splitName(name)
  return {
    venue,
    kind,
    name,
    base,
    quote,
    settle: kind === 'inverse' ? base : quote,
    contractSize: 1,
    priceScale: 100,
    lotScale: 1000,
    tick: 0.01,
    lot: 0.001,
    minQuantity: 0.001,
    minNotional: 0,
    ...given,
  }
}
