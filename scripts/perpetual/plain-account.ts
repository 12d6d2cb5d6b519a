import type { Message, PlannedOrder, Scene, Terms } from './scene.ts'

// The account of a scene by the rules as docs/concepts/fills.md tells them, in whole numbers of any size. Nothing here comes from a package.

const ppm = 1_000_000n
const ppb = 1_000_000_000n
const minute = 60_000_000
/** One way on the wire. */
const wire = 10_000

const up = (a: bigint, b: bigint): bigint => -down(-a, b)
const size = (a: bigint) => (a < 0n ? -a : a)

function down(a: bigint, b: bigint): bigint {
  const whole = a / b
  return a % b !== 0n && a < 0n !== b < 0n ? whole - 1n : whole
}

function halfEven(a: bigint, b: bigint): bigint {
  const whole = down(a, b)
  const twice = 2n * (a - whole * b)
  return twice > b || (twice === b && whole % 2n !== 0n) ? whole + 1n : whole
}

/** Decimals in which the currency is counted: as many as a price times a quantity has, and no fewer than eight. */
export function digitsOf({ priceDecimals, lotDecimals }: Terms): number {
  return Math.max(8, priceDecimals + lotDecimals)
}

/** What became of a scene, line by line. */
export class PlainAccount {
  readonly said: string[] = []
  readonly #terms: Terms
  /** A lot is worth this many units of the currency at a price of one unit. */
  readonly #factor: bigint
  #balance: bigint
  #net = 0n
  #cost = 0n
  /** Lots and cost when lots were last added: what is closed takes its share of these. */
  #fullLots = 0n
  #fullCost = 0n
  /** Newest fills of one price and side, with the sign: inverse values are rounded over all of them at once. */
  #runUnits = 0n
  #runLots = 0n
  #mark = 0n
  #markTime = Number.NEGATIVE_INFINITY
  #last = 0n
  #rate = 0n
  #settles = Number.POSITIVE_INFINITY
  #waiting: { readonly order: PlannedOrder; readonly arrives: number; readonly book: Message & { does: 'book' } } | undefined
  #resting: { readonly side: bigint; readonly units: bigint; left: bigint } | undefined

  constructor({ terms, messages }: Scene) {
    const digits = digitsOf(terms)
    const power = digits - terms.lotDecimals + (terms.kind === 'inverse' ? terms.priceDecimals : -terms.priceDecimals)
    this.#terms = terms
    this.#factor = BigInt(terms.contractSize) * 10n ** BigInt(power)
    this.#balance = BigInt(terms.start) * 10n ** BigInt(digits)
    for (const message of messages) this.#message(message)
    this.said.push(`balance ${this.#balance}`)
  }

  #message(message: Message): void {
    const { time } = message
    if (this.#waiting !== undefined && this.#waiting.arrives <= time) this.#arrive()
    if (this.#settles <= time) this.#settle()
    if (message.does === 'rate') {
      this.#rate = BigInt(message.ratePpb)
      this.#settles = message.settles
      return
    }
    if (message.does === 'mark') {
      this.#mark = BigInt(message.units)
      this.#markTime = time
    }
    if (message.does === 'trade') this.#last = BigInt(message.units)
    this.#judge(time - this.#markTime <= minute ? this.#mark : this.#last)
    if (message.does === 'trade') this.#trade(message)
    if (message.does === 'book' && message.order !== undefined)
      this.#waiting = { order: message.order, arrives: time + wire, book: message }
  }

  /** An order takes level by level, or rests inside the spread, where nobody stands before it. */
  #arrive(): void {
    const { order, book } = this.#waiting!
    this.#waiting = undefined
    const side = BigInt(order.side)
    let left = BigInt(order.lots)
    if (order.limitUnits !== undefined) {
      this.#resting = { side, units: BigInt(order.limitUnits), left }
      return
    }
    for (const [units, lots] of order.side > 0 ? book.asks : book.bids) {
      const part = left < BigInt(lots) ? left : BigInt(lots)
      if (part > 0n) this.#fill(side, part, BigInt(units), 'taker')
      left -= part
    }
  }

  /** A trade beyond its price fills what rests, no more than was traded. */
  #trade({ units, lots }: Message & { does: 'trade' }): void {
    const order = this.#resting
    if (order === undefined || (order.units - BigInt(units)) * order.side <= 0n) return
    const part = order.left < BigInt(lots) ? order.left : BigInt(lots)
    order.left -= part
    if (order.left === 0n) this.#resting = undefined
    this.#fill(order.side, part, order.units, 'maker')
  }

  #value(lots: bigint, units: bigint): bigint {
    return this.#terms.kind === 'linear' ? lots * units * this.#factor : halfEven(lots * this.#factor, units)
  }

  /** A fill and its fee, which is rounded once, against the account. */
  #fill(side: bigint, lots: bigint, units: bigint, as: 'maker' | 'taker'): void {
    const rate = BigInt(as === 'maker' ? this.#terms.makerPpm : this.#terms.takerPpm)
    const exact = lots * this.#factor * rate
    const fee = this.#terms.kind === 'linear' ? up(exact * units, ppm) : up(exact, units * ppm)
    const goesOn = units === this.#runUnits && this.#runLots * side > 0n
    const before = goesOn ? size(this.#runLots) : 0n
    this.#runUnits = units
    this.#runLots = side * (before + lots)
    const worthOf = (first: bigint) => this.#value(before + first, units) - this.#value(before, units)
    const closing = this.#net * side < 0n ? (size(this.#net) < lots ? size(this.#net) : lots) : 0n
    if (closing > 0n) this.#close(closing, worthOf(closing))
    if (lots > closing) {
      this.#cost += worthOf(lots) - worthOf(closing)
      this.#net += side * (lots - closing)
      this.#fullLots = size(this.#net)
      this.#fullCost = this.#cost
    }
    this.#balance -= fee
    this.said.push(`${as} ${side * lots}@${units} fee ${fee}`)
  }

  /** What is closed takes its share of the cost, and the difference to what it is worth is the account's. */
  #close(lots: bigint, value: bigint): void {
    const isLong = this.#net > 0n
    const left = size(this.#net) - lots
    const before = this.#cost
    this.#cost = this.#fullCost - halfEven(this.#fullCost * (this.#fullLots - left), this.#fullLots)
    const gain = value - (before - this.#cost)
    this.#balance += isLong === (this.#terms.kind === 'linear') ? gain : -gain
    this.#net = isLong ? left : -left
  }

  /** Longs pay the value at the mark times the rate: what is paid goes up to the next unit, what is received down. */
  #settle(): void {
    this.#settles = Number.POSITIVE_INFINITY
    const received = this.#net > 0n ? -this.#rate : this.#rate
    if (this.#net === 0n || received === 0n) return
    const amount = down(this.#value(size(this.#net), this.#mark) * received, ppb)
    this.#balance += amount
    this.said.push(`funding ${amount}`)
  }

  /** Liquidates at the price at which the margin is gone, when no more of it is left than the maintenance. */
  #judge(units: bigint): void {
    if (this.#net === 0n || units === 0n) return
    const { kind, margin, leverage } = this.#terms
    const isLinear = kind === 'linear'
    const lots = size(this.#net)
    const gains = this.#net > 0n === isLinear ? 1n : -1n
    // The value is above / below, so both sides are multiplied by what is below.
    const above = isLinear ? lots * units * this.#factor : lots * this.#factor
    const below = isLinear ? 1n : units
    const isolated = margin === 'isolated'
    const share = isolated ? BigInt(leverage) : 1n
    const all = this.#balance * share
    const own = isolated && this.#cost < all ? this.#cost : all
    const left = own * below + gains * (above - this.#cost * below) * share
    if (left * ppm > this.#maintenance(above, below) * share) return
    const lost = isolated && up(this.#cost, share) < this.#balance ? up(this.#cost, share) : this.#balance
    const value = this.#cost - gains * lost
    const round = this.#net > 0n ? down : up
    const price = isLinear ? round(value, lots * this.#factor) : round(lots * this.#factor, value)
    this.said.push(`liquidation ${-this.#net}@${price}`)
    this.#balance -= lost
    this.#net = this.#cost = 0n
    this.#resting = undefined
  }

  /** Of a value above / below, times what is below and a million: each part of it at the rate of its tier. */
  #maintenance(above: bigint, below: bigint): bigint {
    const { maintenance } = this.#terms
    const whole = below * 10n ** BigInt(digitsOf(this.#terms))
    let from = 0n
    let sum = 0n
    for (const [at, { upTo, ratePpm }] of maintenance.entries()) {
      const end = BigInt(upTo) * whole
      const to = at === maintenance.length - 1 || above < end ? above : end
      if (to > from) sum += (to - from) * BigInt(ratePpm)
      from = end
    }
    return sum
  }
}
