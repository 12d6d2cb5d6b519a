import { defineStrategy, duration, number, percent } from '@botyard/core'

/** Takes small moves on many symbols: in on an imbalance, out by a bracket or after a while. */
export const scalper = defineStrategy({
  name: 'scalper',
  options: {
    imbalance: number(0.4, 'book imbalance that enters', { min: 0, max: 1 }),
    stop: percent('0.2%', 'stop distance'),
    target: percent('0.3%', 'target distance'),
    limit: duration('5m', 'longest holding time'),
  },
  create(desk, { imbalance, stop, target, limit }) {
    const { book, position } = desk
    let leave = 0

    return {
      onBook() {
        const lean = (book.bidQuantity - book.askQuantity) / (book.bidQuantity + book.askQuantity)
        if (position.open || !(Math.abs(lean) > imbalance)) return
        const side = lean > 0 ? 1 : -1
        desk.enter(side, { risk: '0.1%', stop: book.mid * (1 - side * stop), reason: 'imbalance' })
      },
      onFill() {
        desk.clock.cancel(leave)
        if (position.flat) return
        const price = position.averagePrice
        desk.protect({ stop: price * (1 - position.side * stop), target: price * (1 + position.side * target) })
        leave = desk.clock.after(limit, () => desk.exit('time'))
      },
    }
  },
})
