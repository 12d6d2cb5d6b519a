import { defineStrategy, integer, number, percent, type Side } from '@botyard/core'

/**
 * Quotes both sides around the middle of the book. The more it holds, the further its quotes lean away from buying more of it, and at
 * the cap it adds no more. The ladder is a wish: only what differs from the orders that rest is sent.
 */
export const quoting = defineStrategy({
  name: 'quoting',
  options: {
    levels: integer(2, 'levels a side', { min: 1, max: 10 }),
    step: percent('0.02%', 'distance from the middle and between levels', { min: '0%', max: '1%', unit: 'price' }),
    size: number(0.02, 'quantity of a level', { min: 0, unit: 'coins' }),
    cap: number(0.08, 'largest inventory', { min: 0, unit: 'coins' }),
  },
  create(desk, { levels, step, size, cap }) {
    const { book, position, instrument } = desk
    // Made once: a callback that runs at every message of the book must not allocate.
    const prices = new Float64Array(levels)
    const quantities = new Float64Array(levels)

    const quote = (side: Side) => {
      const held = position.quantity * position.side
      const room = Math.max(0, cap - held * side)
      const lean = (-held / cap) * step
      for (let i = 0; i < levels; i++) {
        const price = book.mid * (1 + lean - side * step * (i + 1))
        prices[i] = side === 1 ? instrument.floor(price) : instrument.ceil(price)
        quantities[i] = size * (i + 1) <= room ? size : 0
      }
      // Moves smaller than this are not worth losing the place in the queue.
      desk.quotes(side, prices, quantities, levels, instrument.tick * 20)
    }

    return {
      onBook() {
        if (book.state !== 'ready') return
        quote(1)
        quote(-1)
      },
      onMarket(_, state) {
        if (state !== 'ready') desk.cancelAll()
      },
      onStop() {
        if (position.open) desk.exit('bot stops')
      },
    }
  },
})
