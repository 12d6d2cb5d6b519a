import { defineStrategy, number } from '@botyard/core'

/** Buys for the same amount every morning, and remembers how often, also over a restart. */
export const dailyBuyer = defineStrategy({
  name: 'daily-buyer',
  options: { amount: number(200, 'amount a day, quote currency', { min: 1 }) },
  create(desk, { amount }) {
    const memory = desk.state('memory', { days: 0 })
    return {
      onStart() {
        desk.clock.daily('09:00', 'Europe/Berlin', 'run', () => {
          if (desk.buyFor(amount) > 0) memory.days++
        })
      },
    }
  },
})
