import { defineBot, definePlugin, defineStrategy, Env, token } from '@botyard/core'
import { sim } from '@botyard/sim'
import { expect, test } from 'vitest'
import { backtestOn } from '../src/run/backtest.ts'
import { paperOn } from '../src/run/paper.ts'
import { prepare } from '../src/run/prepare.ts'
import { madeBars } from './made-market.ts'

const Dice = token<() => number>('Dice')

/** A bot that throws dice of the machine at every bar. */
function gambler() {
  let throwDice: () => number = () => Number.NaN
  const dice = definePlugin({
    name: 'dice',
    requires: [Env],
    provides: [Dice],
    setup(host) {
      host.provide(Dice, [Env], (env) => env.random('dice'))
      host.onStart(() => {
        throwDice = host.get(Dice)
      })
    },
  })
  const plays = defineStrategy({
    name: 'plays',
    create(desk) {
      desk.bars('1m')
      return { onBar: () => void desk.enter(throwDice() < 0.5 ? 1 : -1, { equity: 0.1 }) }
    },
  })
  return defineBot({
    name: 'gambler',
    venue: sim(),
    symbols: ['BTCUSDT'],
    account: { start: 10_000, quote: 'USDT' },
    strategies: [plays()],
    plugins: [dice()],
  })
}

const hashOf = async (seed: number) => (await backtestOn(gambler(), madeBars(['BTCUSDT'], 50), { seed })).hash

test('a backtest that uses chance repeats by its seed, is another one by another seed, and proves it', async () => {
  expect(await hashOf(1)).toBe(await hashOf(1))
  expect(await hashOf(1)).not.toBe(await hashOf(2))
  const { checks } = await backtestOn(gambler(), madeBars(['BTCUSDT'], 50), { verify: true })
  expect(checks.every(({ passed }) => passed)).toBe(true)
})

test('paper and the runs of a search have the same chance as a backtest', async () => {
  const paper = await paperOn(gambler(), madeBars(['BTCUSDT'], 50), { speed: 'max', seed: 3 })
  expect(paper.hash).toBe(await hashOf(3))
  const run = await prepare(gambler(), { data: 'sample:bars', days: 1, seed: 3 })
  expect((await run()).hash).toBe((await run()).hash)
})
