import { defineStrategy } from '@botyard/core'

/** Every way to say an order, one after the other; it is here to be read, not to make money. */
export const orderKinds = defineStrategy({
  name: 'order-kinds',
  create(desk) {
    const { instrument, position } = desk
    const bars = desk.bars('1h')
    return {
      onBar() {
        const price = bars.close
        // To a position of that size on that side, from whatever there is now.
        desk.enter(1, { equity: '20%' })
        desk.enter(1, { risk: '0.5%', stop: price * 0.98 })
        // Out, wholly or in part, at the market; never through to the other side.
        if (position.open) desk.exit('half is enough', '50%')
        // A price left out is a market order. A price that went wrong is refused, and never becomes one.
        desk.buy(0.01)
        desk.sell(0.01, instrument.ceil(price * 1.01))
        desk.buyFor(500)
        // Everything else is a ticket.
        desk.send({ side: 1, quantity: 0.01, type: 'limit', price: instrument.floor(price * 0.99), postOnly: true })
        desk.send({ side: -1, quantity: 0.01, type: 'stop', trigger: instrument.floor(price * 0.97), reduceOnly: true })
        const trailing = desk.send({ side: -1, quantity: 0.01, type: 'trailing', trail: '1%', reduceOnly: true })
        // A handle above zero is an order; below zero it says why there is none.
        if (trailing > 0) desk.cancel(trailing)
        desk.cancelAll()
      },
    }
  },
})
