import { MoneyColumn } from '@botyard/core'
import { chance } from './book-updates.ts'
import type { Bench } from './harness.ts'

/** Prices and quantities in whole units, as the ledger gets them. */
interface Deals {
  readonly units: Float64Array
  readonly lots: Float64Array
}

/** What exactness costs; it has no bar. */
export const bench: Bench<Deals> = {
  name: 'money',
  about: 'exact sums of price times quantity, in amounts of two limbs',
  unit: 'product and sum',
  smoke: { count: 5_000, hash: '7a41242268700630' },
  full: { count: 1_000_000, hash: 'a022e31267811d49' },
  prepare(count) {
    const random = chance(20_260_105)
    const units = new Float64Array(count)
    const lots = new Float64Array(count)
    for (let i = 0; i < count; i++) {
      units[i] = 1 + Math.floor(random() * 2 ** 31)
      lots[i] = Math.floor((random() - 0.5) * 2 ** 45)
    }
    return { units, lots }
  },
  contenders: [
    {
      name: 'MoneyColumn',
      role: 'ours',
      ready: ({ units, lots }) => {
        const sum = MoneyColumn.ofLength(1)
        return () => {
          for (let i = 0; i < units.length; i++) sum.addProduct(0, units[i], lots[i])
          return [sum.toUnits(0).toString(), sum.overflowed]
        }
      },
    },
    {
      name: 'BigInt',
      role: 'peer',
      ready: ({ units, lots }) => {
        return () => {
          let sum = 0n
          for (let i = 0; i < units.length; i++) sum += BigInt(units[i]) * BigInt(lots[i])
          return [sum.toString(), false]
        }
      },
    },
    {
      name: 'inexact doubles',
      role: 'yardstick',
      ready: ({ units, lots }) => {
        return () => {
          let sum = 0
          for (let i = 0; i < units.length; i++) sum += units[i] * lots[i]
          return [sum]
        }
      },
    },
  ],
}
