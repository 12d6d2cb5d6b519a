import { defineStrategy } from '@botyard/core'

/** Every way to say an order, one after the other: to be read, not to make money. */
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
        // A price left out is a market order; a price that went wrong is refused.
        desk.buy(0.01)
        desk.sell(0.01, instrument.ceil(price * 1.01))
        desk.buyFor(500)
        // Everything else is a ticket.
        const quantity = 0.01
        const below = instrument.floor(price * 0.98)
        desk.send({ side: 1, quantity, type: 'limit', price: below, postOnly: true })
        desk.send({ side: -1, quantity, type: 'stop', trigger: below, reduceOnly: true })
        const trailing = desk.send({ side: -1, quantity, type: 'trailing', trail: '1%' })
        // A handle above zero is an order; below zero it says why there is none.
        if (trailing > 0) desk.cancel(trailing)
        desk.cancelAll()
      },
    }
  },
})
