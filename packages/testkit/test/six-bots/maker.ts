import { defineStrategy, integer, number, percent } from '@botyard/core'

/** Quotes both sides around the middle, leans away from its inventory, and stops adding at a cap. */
export const maker = defineStrategy({
  name: 'maker',
  options: {
    levels: integer(3, 'levels a side', { min: 1, max: 10 }),
    step: percent('0.02%', 'distance between levels, share of the middle'),
    size: number(0.01, 'quantity of a level, units of base', { min: 0 }),
    cap: number(0.05, 'largest inventory, units of base', { min: 0 }),
  },
  create(desk, { levels, step, size, cap }) {
    const prices = new Float64Array(levels)
    const quantities = new Float64Array(levels)
    const { book, position, instrument } = desk

    function ladder(side: 1 | -1) {
      const held = position.quantity * position.side
      const room = Math.max(0, cap - held * side)
      const lean = (-held / cap) * step * book.mid
      for (let i = 0; i < levels; i++) {
        const price = book.mid + lean - side * step * (i + 1) * book.mid
        prices[i] = side === 1 ? instrument.floor(price) : instrument.ceil(price)
        quantities[i] = size * (i + 1) <= room ? size : 0
      }
      desk.quotes(side, prices, quantities, levels, instrument.tick * 2)
    }

    return {
      onBook() {
        if (book.state !== 'ready') return
        ladder(1)
        ladder(-1)
      },
      onMarket(_, state) {
        if (state !== 'ready') desk.cancelAll()
      },
    }
  },
})
