import { defineBot, defineStrategy } from '@botyard/core'
import { sim } from '@botyard/sim'
import { MadeRecording } from '@botyard/testkit'
import { expect, test } from 'vitest'
import { backtestOn } from '../src/run/backtest.ts'
import { paperOn } from '../src/run/paper.ts'

// More than the 131,072 rows that the lane of a feed holds.
const tradesAtOnce = 140_000
const begin = Date.UTC(2024, 0, 1) * 1000

test('an instant larger than the lane of a feed is heard whole, and bars that close in it are heard together', async () => {
  const recording = new MadeRecording(['BTCUSDT'], (script, [instrument]) => {
    for (let second = 0; second < 3; second++) {
      script.at(begin + second * 60_000_000)
      const trades = second === 1 ? tradesAtOnce : 3
      for (let i = 0; i < trades; i++) script.trade(instrument, 1, 100 + ((i * 7 + second) % 50), 1)
    }
  })
  const heard: number[][] = []
  const counter = defineStrategy({
    name: 'counter',
    create(desk) {
      const bars = desk.bars('1m', { from: 'trades' })
      let trades = 0
      return {
        onTrade: () => void (++trades === 70_000 && desk.buy(1)),
        onBars: () => void heard.push([trades, bars.close, bars.volume]),
      }
    },
  })
  const bot = defineBot({
    name: 'large',
    venue: sim(),
    symbols: ['BTCUSDT'],
    strategies: [counter()],
    account: { start: 10_000, quote: 'USDT' },
    latency: { entry: '0ms', response: '0ms' },
  })
  const tested = await backtestOn(bot, recording)
  const paper = await paperOn(bot, recording, { speed: 'max' })
  expect(tested.events).toBeGreaterThan(tradesAtOnce)
  expect([paper.events, paper.fills, paper.hash]).toEqual([tested.events, tested.fills, tested.hash])
  expect(heard.length).toBeGreaterThan(3)
  expect(heard.slice(heard.length / 2)).toEqual(heard.slice(0, heard.length / 2))
})
