import type { Micros } from '@botyard/core'
import type { SimMarket } from './sim-market.ts'

/**
 * When something was heard last that may tell how a bar of a market goes on: a row of any market that is finer than this one's bars. Who sends a
 * request after it may know what the bar has done, and must have nothing of it that only who did not know could have.
 */
export function newsOf(market: SimMarket, markets: readonly (SimMarket | undefined)[]): Micros {
  let news = Number.NEGATIVE_INFINITY
  for (let i = 0; i < markets.length; i++) {
    const other = markets[i]
    if (other === undefined) continue
    if (other.fineTime > news) news = other.fineTime
    if (other.barMillis < market.barMillis && other.barTime > news) news = other.barTime
  }
  return news
}
