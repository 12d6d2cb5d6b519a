import { Kind, type Lane, marketStates, TickerField } from '@botyard/core'

/** Kinds of rows with a price that something traded or was offered at. */
const priced = new Set<number>([Kind.level, Kind.trade, Kind.quote, Kind.open, Kind.bar, Kind.liquidation])
const counted = new Set<number>([Kind.level, Kind.trade, Kind.quote, Kind.bar, Kind.liquidation])
const sided = new Set<number>([Kind.level, Kind.trade, Kind.quote, Kind.liquidation])
/** Those that are nothing at all when nothing changed hands. */
const traded = new Set<number>([Kind.trade, Kind.liquidation])

/** What no market can have sent, as the end of a sentence about the row; undefined for a row that can be true. */
export function rowFault(lane: Lane, row: number): string | undefined {
  const kind = lane.kind[row]
  const price = lane.price[row]
  const quantity = lane.quantity[row]
  const side = lane.side[row]
  if (!Number.isFinite(lane.exchangeTime[row])) return `the venue's time is ${lane.exchangeTime[row]}`
  if (priced.has(kind) && !(price > 0)) return `the price is ${price} units`
  if (counted.has(kind) && !(quantity >= 0 && Number.isInteger(quantity))) return `the quantity is ${quantity} lots`
  if (traded.has(kind) && quantity === 0) return 'the quantity is 0 lots'
  if (sided.has(kind) && side !== 1 && side !== -1) return `the side is ${side}`
  if (kind === Kind.clear && !(Math.abs(side) <= 1)) return `the side is ${side}`
  if (kind === Kind.bar || kind === Kind.open) return barFault(lane, row)
  if (kind === Kind.ticker) return tickerFault(lane.ref[row], lane.a[row])
  if (kind === Kind.market && marketStates[lane.ref[row]] === undefined) return `the state is number ${lane.ref[row]}`
  return undefined
}

function barFault(lane: Lane, row: number): string | undefined {
  const { price, a: highs, b: lows, ref } = lane
  const [high, low] = [highs[row], lows[row]]
  if (!(ref[row] > 0)) return `the interval is ${ref[row]} ms`
  // A bar that is heard before its end shows a strategy the future.
  if (lane.receivedTime[row] < lane.exchangeTime[row]) return 'it was received before its time'
  if (lane.kind[row] === Kind.open) return undefined
  if (!(low > 0 && high >= low && high < Infinity)) return `the high is ${high} and the low ${low} units`
  if (!(price[row] >= low && price[row] <= high)) return `the close ${price[row]} is not between low ${low} and high ${high}`
  return undefined
}

function tickerFault(field: number, value: number): string | undefined {
  const isPrice = field === TickerField.mark || field === TickerField.index
  const isSound = Number.isFinite(value) && (!isPrice || value > 0) && (field !== TickerField.openInterest || value >= 0)
  return isSound ? undefined : `field ${field} is ${value}`
}
