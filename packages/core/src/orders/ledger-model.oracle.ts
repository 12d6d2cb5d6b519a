/** The facts of an instrument that money depends on, with scales as counts of zeros: a price scale of 100 is 2. */
export interface ModelInstrument {
  readonly kind: 'spot' | 'linear' | 'inverse'
  readonly base: string
  readonly quote: string
  readonly priceZeros: number
  readonly lotZeros: number
  /** Size of a contract as an integer and its decimals: 0.01 is [1, 2]. */
  readonly contractSize: readonly [size: number, decimals: number]
}

/** One fill. `stated` is the value in units that the venue gave, or 0. */
interface ModelFill {
  readonly owner: number
  readonly instrument: number
  readonly side: 1 | -1
  readonly price: bigint
  readonly lots: bigint
  readonly stated: bigint
}

/** What is told of a position. */
interface ModelPosition {
  lots: bigint
  cost: bigint
  /** Lots and cost when lots were last added. */
  fullLots: bigint
  fullCost: bigint
  /** All that sales brought less all that purchases took. */
  flow: bigint
}

/**
 * The ledger once more, from its formulas and in BigInt, sharing nothing with it. Where the ledger goes on from its last state, this
 * looks back: what was realized is what flowed in plus what the open position cost, a run of fills is found by reading history, and
 * a balance is everything that ever moved it.
 */
export class LedgerModel {
  readonly #instruments: readonly ModelInstrument[]
  readonly #digits: (currency: string) => number
  readonly #positions = new Map<string, ModelPosition>()
  readonly #history = new Map<string, ModelFill[]>()
  readonly #amounts = new Map<string, bigint>()
  readonly #owners: number

  constructor(instruments: readonly ModelInstrument[], digits: (currency: string) => number, owners: number) {
    this.#instruments = instruments
    this.#digits = digits
    this.#owners = owners
  }

  fill(fill: ModelFill): void {
    const instrument = this.#instruments[fill.instrument]
    const history = this.#listOf(`${fill.owner} ${fill.instrument}`)
    let before = 0n
    for (let at = history.length - 1; at >= 0; at--) {
      const { price, side, lots, stated } = history[at]
      if (price !== fill.price || side !== fill.side || stated !== 0n || fill.stated !== 0n) break
      before += lots
    }
    history.push(fill)
    const value = (lots: bigint): bigint =>
      fill.stated === 0n
        ? this.#valueAt(instrument, fill.price, before + lots) - this.#valueAt(instrument, fill.price, before)
        : halfEven(fill.stated * lots, fill.lots)
    apply(this.position(fill.owner, fill.instrument), fill, value)
    apply(this.position('net', fill.instrument), fill, value)
    if (instrument.kind === 'spot') {
      const units = fill.lots * 10n ** BigInt(this.#digits(instrument.base) - instrument.lotZeros)
      this.#add(`moved ${instrument.base}`, BigInt(fill.side) * units)
      this.#add(`moved ${instrument.quote}`, -BigInt(fill.side) * value(fill.lots))
    }
  }

  fee(owner: number, currency: string, units: bigint): void {
    this.#add(`fees ${owner} ${currency}`, units)
    this.#add(`moved ${currency}`, -units)
  }

  funding(instrument: number, currency: string, units: bigint): void {
    this.#add(`moved ${currency}`, units)
    const net = this.position('net', instrument).lots
    const holders = [...Array(this.#owners).keys()].filter((owner) => net !== 0n && this.position(owner, instrument).lots !== 0n)
    let rest = units
    for (const owner of holders.slice(0, -1)) {
      const share = halfEven(units * this.position(owner, instrument).lots, net)
      this.#add(`funding ${owner} ${currency}`, share)
      rest -= share
    }
    this.#add(`funding ${holders.at(-1) ?? 0} ${currency}`, rest)
  }

  position(owner: number | 'net', instrument: number): ModelPosition {
    const key = `${owner} ${instrument}`
    const made = this.#positions.get(key) ?? { lots: 0n, cost: 0n, fullLots: 0n, fullCost: 0n, flow: 0n }
    this.#positions.set(key, made)
    return made
  }

  realized(owner: number | 'net', instrument: number): bigint {
    const { flow, lots, cost } = this.position(owner, instrument)
    const gained = flow + (lots < 0n ? -cost : cost)
    return this.#instruments[instrument].kind === 'inverse' ? -gained : gained
  }

  fees(owner: number, currency: string): bigint {
    return this.#amounts.get(`fees ${owner} ${currency}`) ?? 0n
  }

  fundingOf(owner: number, currency: string): bigint {
    return this.#amounts.get(`funding ${owner} ${currency}`) ?? 0n
  }

  /** What a balance has changed by since the start. */
  change(currency: string): bigint {
    let change = this.#amounts.get(`moved ${currency}`) ?? 0n
    for (const [instrument, { kind, base, quote }] of this.#instruments.entries()) {
      if (kind !== 'spot' && currency === (kind === 'inverse' ? base : quote)) change += this.realized('net', instrument)
    }
    return change
  }

  #valueAt({ kind, base, quote, priceZeros, lotZeros, contractSize }: ModelInstrument, price: bigint, lots: bigint): bigint {
    const unit = 10n ** BigInt(this.#digits(kind === 'inverse' ? base : quote))
    const contracts = lots * BigInt(contractSize[0]) * unit
    const divisor = 10n ** BigInt(lotZeros + contractSize[1])
    const scale = 10n ** BigInt(priceZeros)
    return kind === 'inverse' ? halfEven(contracts * scale, divisor * price) : halfEven(contracts * price, divisor * scale)
  }

  #add(key: string, units: bigint): void {
    this.#amounts.set(key, (this.#amounts.get(key) ?? 0n) + units)
  }

  #listOf(key: string): ModelFill[] {
    const list = this.#history.get(key) ?? []
    this.#history.set(key, list)
    return list
  }
}

function apply(position: ModelPosition, { side, lots }: ModelFill, value: (lots: bigint) => bigint): void {
  const held = position.lots
  const size = held < 0n ? -held : held
  const isAgainst = held * BigInt(side) < 0n
  const closing = isAgainst ? (lots < size ? lots : size) : 0n
  position.flow -= BigInt(side) * value(lots)
  position.lots += BigInt(side) * lots
  if (closing > 0n) {
    const closed = position.fullLots - (size - closing)
    position.cost = position.fullCost - halfEven(position.fullCost * closed, position.fullLots)
  }
  if (lots > closing) {
    position.cost += value(lots) - value(closing)
    position.fullCost = position.cost
    position.fullLots = position.lots < 0n ? -position.lots : position.lots
  }
}

/** A division rounded to the nearest integer, ties to the even one. */
function halfEven(numerator: bigint, denominator: bigint): bigint {
  const [top, bottom] = denominator < 0n ? [-numerator, -denominator] : [numerator, denominator]
  const floor = top >= 0n ? top / bottom : -((-top + bottom - 1n) / bottom)
  const twice = 2n * (top - floor * bottom)
  if (twice < bottom) return floor
  if (twice > bottom) return floor + 1n
  return floor % 2n === 0n ? floor : floor + 1n
}
