/** What the account is told of itself: only integers, so that nothing is rounded before it is reckoned with. */
export interface Terms {
  readonly kind: 'linear' | 'inverse'
  readonly priceDecimals: number
  readonly lotDecimals: number
  /** Of a contract: coins, or for an inverse one money of the quote. */
  readonly contractSize: number
  /** In whole currency: of the quote, or for an inverse contract of the coin. */
  readonly start: number
  readonly margin: 'cross' | 'isolated'
  readonly leverage: number
  /** By rising value in whole currency; what lies beyond the last has its rate. */
  readonly maintenance: readonly { readonly upTo: number; readonly ratePpm: number }[]
  readonly makerPpm: number
  readonly takerPpm: number
}

/** An order of the plan: at the market, or with a limit. */
export interface PlannedOrder {
  readonly side: 1 | -1
  readonly lots: number
  readonly limitUnits?: number
}

/** Price units and lots of one level. */
export type ShownLevel = readonly [units: number, lots: number]

/** One message of the market. A book may come with an order, which is sent when it is seen. */
export type Message = { readonly time: number } & (
  | {
      readonly does: 'book'
      readonly bids: readonly ShownLevel[]
      readonly asks: readonly ShownLevel[]
      readonly order?: PlannedOrder
    }
  | { readonly does: 'trade'; readonly side: 1 | -1; readonly units: number; readonly lots: number }
  | { readonly does: 'mark'; readonly units: number }
  | { readonly does: 'rate'; readonly ratePpb: number; readonly settles: number }
)

/** Thirty days of one perpetual contract. */
export interface Scene {
  readonly terms: Terms
  readonly messages: readonly Message[]
}

const second = 1_000_000
const hour = 3600 * second
const every = 8 * hour
const settlements = 90
const begin = Date.UTC(2024, 0, 1) * 1000

/** Thirty days with ninety settlements of funding and orders between them, then a market that goes against the position until it is gone. */
export function randomScene(kind: Terms['kind'], random: () => number): Scene {
  const from = (least: number, most: number) => least + Math.floor(random() * (most - least + 1))
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]
  const isLinear = kind === 'linear'
  const terms: Terms = {
    kind,
    priceDecimals: isLinear ? 2 : 1,
    lotDecimals: isLinear ? 3 : 0,
    contractSize: isLinear ? 1 : 100,
    start: isLinear ? from(5_000, 50_000) : from(1, 9),
    margin: one(['cross', 'isolated']),
    leverage: one([5, 10, 20]),
    maintenance: one([[5_000], [4_000, 5_000, 10_000], [2_000, 12_000]]).map((ratePpm, at) => {
      return { upTo: (at + 1) * (isLinear ? 10_000 : 1), ratePpm }
    }),
    makerPpm: one([-50, 0, 200]),
    takerPpm: one([400, 550, 755]),
  }
  const base = from(20_000, 60_000) * 10 ** terms.priceDecimals + from(0, 9)
  const price = base / 10 ** terms.priceDecimals
  const full = (terms.start * terms.leverage * 10 ** terms.lotDecimals * (isLinear ? 1 / price : price)) / terms.contractSize
  const messages: Message[] = []
  // Large enough that no payment rounds to nothing, which would not be told.
  const rate = () => one([1, -1]) * from(1_000, 500_000)
  let near = base
  let net = 0
  let sign = one([1, -1])
  const goTo = (time: number, wanted: number) => {
    const side = wanted > net ? 1 : -1
    const lots = Math.abs(wanted - net)
    net = wanted
    if (lots > 0) messages.push(...(random() < 0.4 ? resting(time, side, lots) : taking(time, side, lots)))
  }
  const levels = (side: 1 | -1, lots: number): ShownLevel[] => {
    const first = Math.ceil(lots / 2)
    return [5, 9, 14].map((away, at) => [near - side * away, at === 0 ? first : lots])
  }
  const taking = (time: number, side: 1 | -1, lots: number): Message[] => [
    { time, does: 'book', bids: levels(1, lots), asks: levels(-1, lots), order: { side, lots } },
  ]
  const resting = (time: number, side: 1 | -1, lots: number): Message[] => {
    const limitUnits = near - side * 3
    const units = limitUnits - side
    const part = Math.ceil(lots * random())
    return [
      { time, does: 'book', bids: levels(1, lots), asks: levels(-1, lots), order: { side, lots, limitUnits } },
      { time: time + second, does: 'trade', side: -side as 1 | -1, units, lots: part },
      { time: time + 2 * second, does: 'trade', side: -side as 1 | -1, units, lots },
    ]
  }
  for (let at = 1; at <= settlements; at++) {
    const settles = begin + at * every
    near = Math.round(base * (1 + (random() - 0.5) * 0.02))
    if (at === 1 || random() < 0.3) {
      if (random() < 0.1) sign = -sign
      goTo(settles - 5 * hour, sign * from(Math.ceil(full * 0.05), Math.ceil(full * 0.25)))
    }
    const isToldTwice = random() < 0.3
    messages.push(
      { time: settles - 60 * second, does: 'trade', side: one([1, -1]), units: near, lots: 1 },
      { time: settles - 30 * second, does: 'mark', units: near + from(-20, 20) },
      { time: settles - 20 * second, does: 'rate', ratePpb: rate(), settles },
    )
    if (isToldTwice) messages.push({ time: settles - 10 * second, does: 'rate', ratePpb: rate(), settles })
  }
  const last = begin + settlements * every
  goTo(last + hour, sign * Math.round(full * (0.4 + random() * 0.2)))
  let mark = near
  for (let at = 1; at <= 400; at++) {
    mark = Math.round(mark * (1 - sign * (0.002 + random() * 0.004)))
    messages.push({ time: last + 2 * hour + at * 10 * second, does: 'mark', units: mark })
  }
  return { terms, messages }
}
