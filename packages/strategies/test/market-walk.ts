import type { StrategySpec } from '@botyard/core'
import { type ScriptedMarket, type ScriptOptions, scriptedMarket } from '@botyard/testkit'
import type { Series } from './drive.ts'

/** A market of one-minute bars that a test leads by its closes, and the columns of everything that closed. */
export class MarketWalk implements Series {
  readonly market: ScriptedMarket
  readonly high: number[] = []
  readonly low: number[] = []
  readonly close: number[] = []
  readonly volume: number[] = []

  constructor(strategy: StrategySpec, options: ScriptOptions = {}) {
    const rules = { symbol: 'BTCUSDT', priceScale: 1e4, lotScale: 1e6, tick: 1e-4, lot: 1e-6, minQuantity: 1e-6 }
    this.market = scriptedMarket(strategy, { bars: ['1m'], hasBook: false, instruments: [rules], ...options })
  }

  /** One bar, from the last close to this one, that went `reach` beyond both. `open` is where it jumped to first. */
  to(price: number, reach = 0.5, open = this.close.at(-1) ?? price): void {
    const close = Math.round(price * 1e4) / 1e4
    const bar = { open, high: Math.max(open, close) + reach, low: Math.min(open, close) - reach, close, volume: 1000 }
    this.high.push(bar.high)
    this.low.push(bar.low)
    this.close.push(close)
    this.volume.push(bar.volume)
    this.market.bar('BTCUSDT', '1m', bar)
  }

  /** Bars that stand at a price. */
  stand(count: number, price: number, reach = 0.5): void {
    for (let at = 0; at < count; at++) this.to(price, reach)
  }

  /** Bars that each move by so much, until a position is there or gone. */
  moveUntil(isOpen: boolean, step: number, reach = 0.5): void {
    const most = this.count + 200
    while (this.market.desk().position.open !== isOpen && this.count < most) this.to(this.last + step, reach)
  }

  get last(): number {
    return this.close.at(-1) ?? Number.NaN
  }

  /** Bars that have closed. */
  get count(): number {
    return this.close.length
  }

  /** Orders with a reason, each once. */
  orders(reason: string): number {
    return new Set(this.market.orders.filter((order) => order.reason === reason).map(({ handle }) => handle)).size
  }

  /** Price of the newest order of a type that still stands; its trigger, for a stop. */
  standing(type: 'stop' | 'limit'): number {
    const live = new Map(this.market.orders.filter((order) => order.type === type).map((order) => [order.handle, order]))
    const order = [...live.values()].findLast(({ state }) => ['new', 'sent', 'open', 'partial'].includes(state))
    return (type === 'stop' ? order?.trigger : order?.price) ?? Number.NaN
  }
}
