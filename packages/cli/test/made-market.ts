import { MadeRecording } from '@botyard/testkit'

const minute = 60_000_000
/** 2024-01-01 00:00 UTC, where every made market begins. */
const begin = Date.UTC(2024, 0, 1) * 1000

/** A repeatable chance in [0, 1): MINSTD. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** One-minute bars of a random walk for each symbol, with equal times. */
export function madeBars(symbols: readonly string[], minutes: number, seed = 7): MadeRecording {
  const instruments = symbols.map((symbol) => ({ symbol, priceScale: 10, lotScale: 1000, tick: 0.1, lot: 0.001 }))
  return new MadeRecording(instruments, (script, listed) => {
    const draws = listed.map((_, i) => chance(seed + 1000 * i))
    const prices = listed.map((_, i) => 1000 + 500 * i)
    for (let i = 0; i < minutes; i++) {
      script.at(begin + i * minute)
      for (const [k, one] of listed.entries()) script.open(one, '1m', prices[k])
      script.at(begin + (i + 1) * minute)
      listed.forEach((one, k) => {
        const [draw, open] = [draws[k], prices[k]]
        const close = step(open, draw)
        prices[k] = close
        const high = Math.max(open, close) + Math.round(draw() * 10) / 10
        const low = Math.min(open, close) - Math.round(draw() * 10) / 10
        script.bar(one, '1m', { open, high, low, close, volume: Math.round(draw() * 1e4) / 1e3 + 0.001 })
      })
    }
  })
}

/** A book of five levels a side that walks, with a trade at the touch now and then. */
export function madeBook(symbol: string, messages: number, seed = 11): MadeRecording {
  return new MadeRecording([{ symbol, priceScale: 10, lotScale: 1000, tick: 0.1, lot: 0.001 }], (script, [one]) => {
    const draw = chance(seed)
    let middle = 1000
    for (let i = 0; i < messages; i++) {
      script.at(begin + i * 100_000)
      middle = step(middle, draw)
      const level = (k: number, side: number) =>
        [middle + side * (0.1 + k * 0.1), Math.round(draw() * 5000) / 1000 + 0.1] as const
      script.book(
        one,
        [0, 1, 2, 3, 4].map((k) => level(k, -1)),
        [0, 1, 2, 3, 4].map((k) => level(k, 1)),
      )
      const side = draw() < 0.5 ? 1 : -1
      if (draw() < 0.4)
        script.trade(one, side, middle + side * 0.1 * (1 + Math.floor(draw() * 3)), Math.round(draw() * 3000) / 1000 + 0.01)
    }
  })
}

function step(price: number, draw: () => number): number {
  return Math.max(100, Math.round((price + (draw() - 0.5) * price * 0.004) * 10) / 10)
}
