import { defineStrategy, number } from '@botyard/core'

/** Trades the gap between one coin on two venues; the second leg goes when the first one fills. */
export const pairs = defineStrategy({
  name: 'pairs',
  per: 'bot',
  options: {
    enter: number(8, 'gap that opens, in basis points of the cheaper side'),
    leave: number(1, 'gap that closes, in basis points'),
    size: number(0.1, 'quantity of a leg, units of base'),
  },
  create(desk, { enter, leave, size }) {
    const here = desk.at('a:BTCUSDT')
    const there = desk.at('b:BTCUSDT')
    const gapBps = (rich: number, cheap: number) => ((rich - cheap) / cheap) * 1e4

    return {
      onBook() {
        if (here.book.state !== 'ready' || there.book.state !== 'ready') return
        if (here.position.flat && there.position.flat && gapBps(here.book.bid, there.book.ask) > enter) {
          there.send({ side: 1, quantity: size, type: 'limit', price: there.book.ask, lifetime: 'ioc', reason: 'cheap leg' })
        }
        if (here.position.open && gapBps(here.book.ask, there.book.bid) < leave) {
          here.exit('gap closed')
          there.exit('gap closed')
        }
      },
      onFill(fill) {
        if (fill.instrument === there.instrument && fill.side === 1)
          here.send({ side: -1, quantity: fill.quantity, type: 'market', reason: 'rich leg' })
      },
      onRefused(refused) {
        if (refused.instrument === here.instrument && there.position.open) there.exit('second leg refused')
      },
    }
  },
})
