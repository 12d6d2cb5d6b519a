import { defineStrategy, number } from '@botyard/core'

/** Buys for the same amount once a day and remembers how often it did, also over a restart. */
export const dailyBuyer = defineStrategy({
  name: 'daily-buyer',
  options: {
    amount: number(50, 'amount a day, quote currency', { min: 1 }),
    days: number(30, 'days until it stops', { min: 1 }),
  },
  create(desk, { amount, days }) {
    const memory = desk.state('memory', { bought: 0, refused: 0 })
    return {
      onStart() {
        desk.clock.daily('09:00', 'Europe/Berlin', 'run', () => {
          if (memory.bought < days) desk.buyFor(amount)
        })
      },
      onFill() {
        memory.bought++
      },
      onRefused() {
        memory.refused++
      },
    }
  },
})
