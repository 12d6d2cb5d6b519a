import { type InstrumentRules, splitName } from '@botyard/core'
import { powersOfTen } from '../powers-of-ten.ts'
import { Chance } from './chance.ts'

/** What an invented instrument is, and how its market behaves. */
export interface InventedInstrument {
  readonly rules: InstrumentRules
  /** Price at the start. */
  readonly price: number
  /** Ordinary deviation of the return of a minute, as a share. */
  readonly minuteShare: number
  /** Lots that trade in an ordinary minute. */
  readonly minuteLots: number
}

/** Price, decimals of the tick, decimals of the lot, deviation of a minute in basis points. */
const known: Readonly<Record<string, readonly [price: number, tickDecimals: number, lotDecimals: number, minuteBps: number]>> = {
  BTCUSDT: [42_000, 1, 3, 6],
  ETHUSDT: [2_300, 2, 2, 7],
  SOLUSDT: [100, 3, 1, 11],
  BNBUSDT: [310, 2, 2, 7],
  XRPUSDT: [0.62, 4, 1, 9],
  DOGEUSDT: [0.09, 5, 0, 11],
}

/** Value that trades in an ordinary minute, in quote currency. */
const minuteTurnover = 600_000

/** An instrument as the simulated venue lists it: the usual rules for known names, invented ones for all others. */
export function inventInstrument(name: string): InventedInstrument {
  const [price, tickDecimals, lotDecimals, minuteBps] = known[name] ?? inventNumbers(name)
  const priceScale = powersOfTen[tickDecimals]
  const lotScale = powersOfTen[lotDecimals]
  const { base, quote } = splitName(name)
  const lot = 1 / lotScale
  const rules: InstrumentRules = {
    venue: 'sim',
    kind: 'linear',
    name,
    base,
    quote,
    settle: quote,
    contractSize: 1,
    priceScale,
    lotScale,
    tick: 1 / priceScale,
    lot,
    minQuantity: lot,
    minNotional: 5,
  }
  return { rules, price, minuteShare: minuteBps / 10_000, minuteLots: Math.ceil((minuteTurnover / price) * lotScale) }
}

/** Numbers that stay with a name: a price with five digits, and lots worth about 5 of the quote currency. */
function inventNumbers(name: string): [number, number, number, number] {
  const chance = new Chance(0, `instrument ${name}`)
  const tickDecimals = chance.below(6)
  const price = (10_000 + chance.below(90_000)) / powersOfTen[tickDecimals]
  let lotDecimals = 0
  while (price / powersOfTen[lotDecimals] > 10 && lotDecimals < 6) lotDecimals++
  return [price, tickDecimals, lotDecimals, 8 + chance.below(8)]
}
