import { defineStrategy, integer, number } from '@botyard/core'
import type { MadeRecording, ScriptedBar } from '../src/index.ts'
import { minuteBars } from './whole-run.ts'

/** A repeatable chance in [0, 1). */
function chance(seed: number): () => number {
  let state = (seed * 2 + 1) % 2_147_483_647
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** Does something else at every bar: enters, leaves, adds, rests orders, asks for nonsense. Its chance is part of its state. */
export const randomTrader = defineStrategy({
  name: 'random-trader',
  options: {
    seed: integer(1, 'of its chance', { min: 0, max: 1_000_000 }),
    size: number(0.5, 'largest quantity, units of base', { min: 0.001 }),
    leaves: integer(0, '1 when it leaves at the end', { min: 0, max: 1 }),
  },
  create(desk, { seed, size, leaves }) {
    const bars = desk.bars('1m')
    const memory = desk.state('memory', { chance: (seed * 2 + 1) % 2_147_483_647, bars: 0, seen: new Float64Array(4) })
    const draw = () => {
      memory.chance = (memory.chance * 48_271) % 2_147_483_647
      return memory.chance / 2_147_483_647
    }
    return {
      onBar() {
        memory.bars++
        memory.seen[memory.bars % 4] = bars.close
        const quantity = Math.ceil(draw() * size * 1000) / 1000
        const what = draw()
        if (what < 0.2) desk.buy(quantity)
        else if (what < 0.4) desk.sell(quantity)
        else if (what < 0.5) desk.buy(quantity, Math.round(bars.close * 99) / 100)
        else if (what < 0.6) desk.sell(quantity, Math.round(bars.close * 101) / 100)
        else if (what < 0.7) desk.exit('chance')
        else if (what < 0.75) desk.protect({ stop: bars.close * (1 - 0.01 * desk.position.side) })
        else if (what < 0.8) desk.cancelAll()
        else if (what < 0.85) desk.buy(Number.NaN)
      },
      onStop() {
        desk.cancelAll()
        if (leaves === 1) desk.exit('the end')
      },
    }
  },
})

/** Bars of a minute of a random walk. */
export function randomBars(seed: number, count: number, symbols: readonly string[] = ['BTCUSDT']): MadeRecording {
  const walk = (draw: () => number): ScriptedBar[] => {
    let price = 10_000
    return Array.from({ length: count }, () => {
      const open = price
      price += Math.round((draw() - 0.5) * 200)
      const cents = [
        open,
        Math.max(open, price) + Math.floor(draw() * 30),
        Math.min(open, price) - Math.floor(draw() * 30),
        price,
      ]
      const [first, high, low, close] = cents.map((one) => one / 100) as [number, number, number, number]
      return { open: first, high, low, close, volume: Math.ceil(draw() * 5000) / 1000 }
    })
  }
  return minuteBars(Object.fromEntries(symbols.map((symbol, i) => [symbol, walk(chance(seed + 7919 * i))])))
}
