import { defineStrategy, number, percent } from '@botyard/core'

/** Holds the coin, sells the perpetual against it, and collects the funding while it is worth it. */
export const carry = defineStrategy({
  name: 'carry',
  per: 'bot',
  options: {
    floor: percent('0.005%', 'funding rate that is worth it'),
    size: number(0.5, 'quantity of each leg, units of base'),
  },
  create(desk, { floor, size }) {
    const coin = desk.at('spot:BTCUSDT')
    const perpetual = desk.at('linear:BTCUSDT')
    const tally = desk.state('tally', { received: 0, payments: 0 })

    return {
      onTicker(ticker) {
        if (ticker.instrument !== perpetual.instrument) return
        const worth = ticker.fundingRate > floor
        if (worth && coin.position.flat) coin.buy(size)
        if (!worth && coin.position.open) {
          perpetual.exit('funding fell')
          coin.exit('funding fell')
        }
      },
      onFill(fill) {
        if (fill.instrument === coin.instrument && fill.side === 1) perpetual.sell(fill.quantity)
      },
      onFunding(funding) {
        tally.received -= funding.paid
        tally.payments++
      },
    }
  },
})
