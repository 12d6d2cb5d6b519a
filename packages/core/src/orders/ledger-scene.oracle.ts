import { HeapMemory } from '../defaults/heap-memory.ts'
import { MemoryLane } from '../engine/lane.ts'
import { Kind } from '../engine/tape-kinds.ts'
import { InstrumentTable } from '../market/instrument-table.ts'
import type { StartAmounts } from '../ports/account.ts'
import type { Instrument, InstrumentKind } from '../ports/instrument.ts'
import { Ledger, type LedgerOptions } from './ledger.ts'
import type { OwnerSpec } from './owner-rows.ts'

/** An instrument of a test by what money depends on: `['linear', 'BTC', 'USDT', 10, 1000]`, with a contract size where it is not 1. */
export type SceneInstrument = readonly [
  kind: InstrumentKind,
  base: string,
  quote: string,
  priceScale: number,
  lotScale: number,
  contractSize?: number,
]

/** What a scene is made of beside instruments. */
interface SceneOptions {
  readonly quote?: string
  readonly start?: StartAmounts
  readonly owners?: readonly OwnerSpec[]
  readonly currencies?: readonly string[]
}

/** A ledger and a tape to write its rows on, one row at a time. Prices and quantities are given as integers of units and lots. */
export class LedgerScene {
  readonly ledger: Ledger
  readonly tape = new MemoryLane(new HeapMemory(), 'scene', 16)
  readonly options: LedgerOptions
  #time = 0

  constructor(
    instruments: readonly SceneInstrument[],
    { quote = 'USDT', start = 10_000, owners = [{ name: 'a' }], currencies = [] }: SceneOptions = {},
  ) {
    this.options = {
      memory: new HeapMemory(),
      instruments: listed(instruments),
      account: { name: 'main', quote, start },
      owners,
      currencies,
    }
    this.ledger = new Ledger(this.options)
  }

  /** Writes a fill and returns its row, for whoever else reads it. */
  writeFill(instrument: number, signedLots: number, priceUnits: number, stated = 0): number {
    const row = this.#write(Kind.fill, instrument)
    this.tape.side[row] = Math.sign(signedLots)
    this.tape.quantity[row] = Math.abs(signedLots)
    this.tape.price[row] = priceUnits
    this.tape.b[row] = stated
    return row
  }

  /** Writes a row that moves an amount of units: a fee or funding. */
  writeAmount(kind: number, instrument: number, currency: string, hi: number, lo = 0): number {
    const row = this.#write(kind, instrument)
    this.tape.ref[row] = this.ledger.currencyTable.indexOf(currency)
    this.tape.a[row] = hi
    this.tape.b[row] = lo
    return row
  }

  fill(owner: number, instrument: number, signedLots: number, priceUnits: number, stated = 0): void {
    this.ledger.applyFill(owner, this.tape, this.writeFill(instrument, signedLots, priceUnits, stated))
  }

  fee(owner: number, currency: string, hi: number, lo = 0): void {
    this.ledger.applyFee(owner, this.tape, this.writeAmount(Kind.fee, 0, currency, hi, lo))
  }

  funding(instrument: number, currency: string, hi: number, lo = 0): void {
    this.ledger.applyFunding(this.tape, this.writeAmount(Kind.funding, instrument, currency, hi, lo))
  }

  #write(kind: number, instrument: number): number {
    this.tape.head = this.tape.tail
    this.tape.open()
    const row = this.tape.next(kind)
    this.#time += 1_000_000
    this.tape.receivedTime[row] = this.#time
    this.tape.instrument[row] = instrument
    this.tape.close()
    return row
  }
}

/** Instruments of one venue, by their place in the list. */
export function listed(instruments: readonly SceneInstrument[]): readonly Instrument[] {
  const table = new InstrumentTable()
  for (const [kind, base, quote, priceScale, lotScale, contractSize = 1] of instruments) {
    table.add(
      {
        venue: 'sim',
        kind,
        name: `${base}${quote}`,
        base,
        quote,
        settle: kind === 'inverse' ? base : quote,
        contractSize,
        priceScale,
        lotScale,
        tick: 1 / priceScale,
        lot: 1 / lotScale,
        minQuantity: 0,
        minNotional: 0,
      },
      'main',
    )
  }
  return table.listed
}
