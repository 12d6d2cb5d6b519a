import {
  type Bar,
  type Bars,
  type Desk,
  type Duration,
  defineIndicator,
  defineStrategy,
  type Source,
  type Strategy,
  toMicros,
} from '@botyard/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MadeRecording, type ScriptedBar } from '../src/index.ts'
import { begin, minute, minuteBars, wholeRun } from './whole-run.ts'

const strategyOf = (create: (desk: Desk) => Strategy, name = 'test') => defineStrategy({ name, create: create as never })()
const time = (micros: number) => (micros - begin) / minute
const short = ({ instrument, interval, time: close, open, high, low, close: last, volume, flat }: Bar) =>
  `${instrument.name} ${interval} ${time(close)}: ${open} ${high} ${low} ${last} x${volume}${flat ? ' flat' : ''}`

/** Hears bars as they close and writes them down. */
async function barsHeard(
  recording: MadeRecording,
  interval: Duration,
  options: Parameters<Desk['bars']>[1] = {},
): Promise<string[]> {
  const heard: string[] = []
  const listener = strategyOf((desk) => {
    desk.bars(interval, options)
    return { onBar: (bar) => void heard.push(short(bar)) }
  })
  await wholeRun({ strategies: [listener] }, recording)
  return heard
}

/** Bars of an interval out of bars of a minute, by the definition of a bar. */
function joined(bars: readonly ScriptedBar[], size: number): ScriptedBar[] {
  return Array.from({ length: Math.floor(bars.length / size) }, (_, i) => {
    const parts = bars.slice(i * size, (i + 1) * size)
    const volume = parts.reduce((sum, part) => sum + Math.round((part.volume ?? 0) * 1000), 0) / 1000
    return {
      open: parts[0]!.open,
      high: Math.max(...parts.map(({ high }) => high)),
      low: Math.min(...parts.map(({ low }) => low)),
      close: parts.at(-1)!.close,
      volume,
    }
  })
}

/** A recording with bars of a minute and, where asked for, the venue own longer ones beside them. */
function minutesAnd(bars: readonly ScriptedBar[], longer: readonly [Duration, number][]): MadeRecording {
  return new MadeRecording(['BTCUSDT'], (script, [one]) => {
    for (let i = 0; i <= bars.length; i++) {
      script.at(begin + i * minute)
      if (i > 0) script.bar(one, '1m', bars[i - 1]!)
      for (const [interval, size] of longer)
        if (i > 0 && i % size === 0) script.bar(one, interval, joined(bars, size)[i / size - 1]!)
      if (i === bars.length) return
      script.open(one, '1m', bars[i]!.open)
      for (const [interval, size] of longer)
        if (i % size === 0 && i + size <= bars.length) script.open(one, interval, bars[i]!.open)
    }
  })
}

const step = fc.record({
  move: fc.integer({ min: -50, max: 50 }),
  up: fc.nat(20),
  down: fc.nat(20),
  volume: fc.integer({ min: 1, max: 5000 }),
})
const walk = fc.array(step, { minLength: 30, maxLength: 75 }).map((steps): ScriptedBar[] => {
  let price = 10_000
  return steps.map(({ move, up, down, volume }) => {
    const open = price
    price += move
    const cents = [open, Math.max(open, price) + up, Math.min(open, price) - down, price].map((one) => one / 100)
    return { open: cents[0]!, high: cents[1]!, low: cents[2]!, close: cents[3]!, volume: volume / 1000 }
  })
})

test('a quarter of an hour made from minutes equals the venue own', async () => {
  await fc.assert(
    fc.asyncProperty(walk, async (bars) => {
      const made = await barsHeard(minutesAnd(bars, []), '15m')
      expect(made).toEqual(await barsHeard(minutesAnd(bars, [['15m', 15]]), '15m', { from: 'venue' }))
      expect(made).toEqual(
        joined(bars, 15).map(
          (bar, i) => `BTCUSDT 15m ${(i + 1) * 15}: ${bar.open} ${bar.high} ${bar.low} ${bar.close} x${bar.volume}`,
        ),
      )
    }),
    { numRuns: 25 },
  )
})

const flatPrices = (count: number) => Array.from({ length: count }, (_, i) => 100 + i)

test.each<[string, Duration[]]>([
  ['short first', ['1m', '3m', '15m']],
  ['long first', ['15m', '3m', '1m']],
])('every callback sees all bars of its instant, whatever was asked for first (%s)', async (_, order) => {
  const heard: string[] = []
  const last = defineIndicator({
    name: 'last',
    create: (_options, input: Source) => ({
      value: Number.NaN,
      ready: false,
      update() {
        this.value = input.value
      },
    }),
  })
  const listener = strategyOf((desk) => {
    const bars = new Map(order.map((interval) => [interval, desk.bars(interval)] as const))
    const values = new Map(order.map((interval) => [interval, desk.use(last(bars.get(interval)!))] as const))
    return {
      onBar(bar) {
        const seen = (['1m', '3m', '15m'] as const).map(
          (one) => `${time(bars.get(one)!.time) || '-'}/${values.get(one)!.value || '-'}`,
        )
        heard.push(`${bar.interval} ${seen.join(' ')}`)
      },
    }
  })
  await wholeRun({ strategies: [listener] }, minuteBars({ BTCUSDT: flatPrices(16) }))
  const at = (minutes: number) => heard.filter((line) => line.split(' ')[1] === `${minutes}/${99 + minutes}`)
  expect(at(2)).toEqual(['1m 2/101 -/- -/-'])
  expect(at(3).sort()).toEqual(['1m 3/102 3/102 -/-', '3m 3/102 3/102 -/-'])
  expect(at(15).sort()).toEqual(['15m', '1m', '3m'].map((one) => `${one} 15/114 15/114 15/114`).sort())
  expect(at(16)).toEqual(['1m 16/115 15/114 15/114'])
})

test('onBars comes once an instant with all bars that closed, over symbols and intervals, after all were applied', async () => {
  const heard: string[][] = []
  const all = defineStrategy({
    name: 'all',
    per: 'bot',
    create(desk) {
      const bars: Bars[] = desk.desks.flatMap((one) => [one.bars('1m'), one.bars('2m')])
      return {
        onBars(closed) {
          heard.push(closed.map((bar) => `${bar.instrument.name} ${bar.interval} ${bar.close}`))
          const newest = Math.max(...closed.map((bar) => bar.time))
          expect(bars.filter(({ interval }) => interval === '1m').map((one) => one.time)).toEqual([newest, newest])
        },
      }
    },
  })
  await wholeRun({ strategies: [all()] }, minuteBars({ BTCUSDT: [1, 2, 3], ETHUSDT: [11, 12, 13] }))
  expect(heard).toEqual([
    ['BTCUSDT 1m 1', 'ETHUSDT 1m 11'],
    ['BTCUSDT 1m 2', 'BTCUSDT 2m 2', 'ETHUSDT 1m 12', 'ETHUSDT 2m 12'],
    ['BTCUSDT 1m 3', 'ETHUSDT 1m 13'],
  ])
})

test('a strategy hears the bars it asked for, of its own instrument, and no others', async () => {
  const heard: string[] = []
  const listener = (name: string, interval: Duration | undefined) =>
    strategyOf((desk) => {
      if (interval !== undefined) desk.bars(interval)
      const note = (bar: Bar) => heard.push(`${name}@${desk.instrument.name}: ${bar.instrument.name} ${bar.interval}`)
      return { onBar: (bar) => void note(bar), onBars: (bars) => void bars.map(note) }
    }, name)
  const strategies = [listener('minutes', '1m'), listener('pairs', '2m'), listener('deaf', undefined)]
  await wholeRun({ strategies }, minuteBars({ BTCUSDT: [1, 2], ETHUSDT: [11, 12] }))
  const expected = (name: string, interval: string, times: number) =>
    ['BTCUSDT', 'ETHUSDT'].flatMap((symbol) => new Array<string>(times * 2).fill(`${name}@${symbol}: ${symbol} ${interval}`))
  expect(heard.sort()).toEqual([...expected('minutes', '1m', 2), ...expected('pairs', '2m', 1)].sort())
})

test('several bars of one row that close at once, after a gap, are heard one by one and gathered once', async () => {
  const heard: string[] = []
  const recording = new MadeRecording(['BTCUSDT'], (script, [one]) => {
    const bar = { open: 100, high: 100, low: 100, close: 100, volume: 1 }
    for (const minutes of [1, 2, 3, 9]) {
      script.at(begin + minutes * minute)
      script.bar(one, '1m', bar)
    }
  })
  const listener = strategyOf((desk) => {
    desk.bars('2m')
    return {
      onBar: (bar) => void heard.push(`bar ${time(bar.time)}`),
      onBars: (bars) => void heard.push(`bars ${bars.map((bar) => time(bar.time))}`),
    }
  })
  await wholeRun({ strategies: [listener] }, recording)
  expect(heard).toEqual(['bar 2', 'bars 2', 'bar 4', 'bar 6', 'bar 8', 'bars 8'])
})

test('the open of a bar is told once, when it begins, also when it is made from smaller ones; from trades never', async () => {
  const heard: string[] = []
  const listener = strategyOf((desk) => {
    desk.bars('1m')
    desk.bars('3m')
    desk.bars('2m', { from: 'trades' })
    return { onOpen: (bars) => void heard.push(`${bars.interval} ${time(desk.clock.now())}: ${bars.nextOpen}`) }
  })
  const recording = new MadeRecording(['BTCUSDT'], (script, [one]) => {
    for (let i = 0; i < 7; i++) {
      script.at(begin + i * minute)
      if (i > 0) script.bar(one, '1m', { open: 99 + i, high: 99 + i, low: 99 + i, close: 99 + i, volume: 1 })
      script.open(one, '1m', 100 + i)
      script.open(one, '1m', 100 + i)
      script.trade(one, 1, 100 + i, 1)
    }
  })
  await wholeRun({ strategies: [listener] }, recording)
  const minutes = heard.filter((line) => line.startsWith('1m'))
  expect(minutes).toEqual([0, 1, 2, 3, 4, 5, 6].map((i) => `1m ${i}: ${100 + i}`))
  expect(heard.filter((line) => line.startsWith('3m'))).toEqual(['3m 0: 100', '3m 3: 103', '3m 6: 106'])
  expect(heard.filter((line) => line.startsWith('2m'))).toEqual([])
})

test('bars from trades close on time also where nothing trades, and a run begins at its beginning, not in 1970', async () => {
  const heard: string[] = []
  const recording = new MadeRecording(['BTCUSDT'], (script, [one]) => {
    for (const [seconds, price] of [
      [0, 100],
      [30, 101],
      [200, 102],
      [201, 99],
    ] as const) {
      script.at(begin + seconds * 1_000_000)
      script.trade(one, 1, price, 2)
    }
    script.at(begin + 5 * minute)
    script.pulse()
  })
  const listener = strategyOf((desk) => {
    desk.bars('1m')
    desk.bars('2m')
    return { onBar: (bar) => void heard.push(`${short(bar)} at ${time(desk.clock.now())}`) }
  })
  const { result } = await wholeRun({ strategies: [listener] }, recording)
  expect(heard).toEqual(
    [
      'BTCUSDT 1m 1: 100 101 100 101 x4 at 1',
      'BTCUSDT 1m 2: 101 101 101 101 x0 flat at 2',
      'BTCUSDT 2m 2: 100 101 100 101 x4 at 2',
      'BTCUSDT 1m 3: 101 101 101 101 x0 flat at 3',
      'BTCUSDT 1m 4: 102 102 99 99 x4 at 4',
      'BTCUSDT 2m 4: 102 102 99 99 x4 at 4',
    ].concat('BTCUSDT 1m 5: 99 99 99 99 x0 flat at 5'),
  )
  expect(result.events).toBeLessThan(20)
})

test('bars are kept as far as the strategy that looks back farthest needs them', async () => {
  const seen: (number | undefined)[][] = []
  const near = strategyOf((desk) => {
    const bars = desk.bars('1m')
    return { onStop: () => void seen.push([bars.count, bars.back(0).close]) }
  }, 'near')
  const far = strategyOf((desk) => {
    const bars = desk.bars('1m', { keep: 3 })
    return { onStop: () => void seen.push([0, 1, 2, 3].map((back) => bars.back(back).close)) }
  }, 'far')
  await wholeRun({ strategies: [near, far] }, minuteBars({ BTCUSDT: [1, 2, 3, 4, 5] }))
  expect(seen).toEqual([
    [5, 5],
    [5, 4, 3, Number.NaN],
  ])
})

test('a look behind what is kept is told once, with its place, because it can never be answered', async () => {
  const short = strategyOf((desk) => {
    const bars = desk.bars('1m', { keep: 2 })
    return { onBar: () => void (bars.back(1).close > bars.back(3).close) }
  }, 'short')
  const enough = strategyOf((desk) => {
    const bars = desk.bars('2m', { keep: 4 })
    return { onBar: () => void bars.back(3) }
  }, 'enough')
  const { lines } = await wholeRun({ strategies: [short, enough] }, minuteBars({ BTCUSDT: [1, 2, 3, 4, 5] }))
  expect(lines.filter((line) => line.includes('BY2111'))).toEqual([
    expect.stringContaining('back(3) of the 1m bars of sim:linear:BTCUSDT is never there: 2 kept'),
  ])
})

test('a scripted bar without a volume has one of 1, and one with none is flat', async () => {
  const bar = { open: 100, high: 100, low: 100, close: 100 }
  const recording = minutesAnd([bar, { ...bar, volume: 0 }], [])
  expect(await barsHeard(recording, '1m')).toEqual(['BTCUSDT 1m 1: 100 100 100 100 x1', 'BTCUSDT 1m 2: 100 100 100 100 x0 flat'])
})

test('bars that the data does not have are refused with what it has', async () => {
  const missing = (interval: Duration, options: Parameters<Desk['bars']>[1]) =>
    wholeRun({ strategies: [strategyOf((desk) => desk.bars(interval, options) && {})] }, minuteBars({ BTCUSDT: [1, 2] }))
  await expect(missing('1m', { from: 'trades' })).rejects.toThrow(/^BY6012 made has no 1m bars of sim:linear:BTCUSDT/)
  await expect(missing(`${toMicros('30s') / 1000}ms`, {})).rejects.toThrow(/^BY6012/)
})
