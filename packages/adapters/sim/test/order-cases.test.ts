import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { DriverSetup } from './driver.ts'
import { OrderScript } from './order-script.ts'

const lines = readFileSync(new URL('order-cases.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))

/** 'bars', 'trades' or 'book' for what alone is heard, and 'expire customary slip 10 share 0.5 latency 1500 2500', the last in milliseconds. */
function readSetup(text: string): DriverSetup {
  const words = text.trim().split(/\s+/)
  const after = (word: string, place = 1) => Number(words[words.indexOf(word) + place])
  return {
    hears: words.includes('bars')
      ? []
      : words.includes('trades')
        ? ['trades']
        : words.includes('book')
          ? ['book']
          : ['book', 'trades'],
    options: {
      ...(words.includes('slip') && { slippage: { bps: after('slip') } }),
      ...(words.includes('customary') && { barPath: 'customary' as const }),
      ...(words.includes('expire') && { selfTrade: 'expire-taking' as const }),
      ...(words.includes('share') && { barVolumeShare: after('share') }),
      ...(words.includes('latency') && {
        latency: { entryMicros: after('latency') * 1000, responseMicros: after('latency', 2) * 1000 },
      }),
    },
  }
}

test('the table of order cases is whole', () => {
  const names = lines.map((line) => line.split('|')[0].trim())
  expect(lines.length).toBeGreaterThan(140)
  expect(new Set(names).size).toBe(names.length)
})

for (const line of lines) {
  const [name, options, steps, expected] = line.split('|')
  test(name.trim(), () => {
    const said = new OrderScript(readSetup(options)).play(steps.trim()).said
    expect(said).toEqual(
      expected
        .split(';')
        .map((words) => words.trim())
        .filter((words) => words !== ''),
    )
  })
}
