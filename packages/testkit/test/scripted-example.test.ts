import { readFileSync } from 'node:fs'
import { defineStrategy } from '@botyard/core'
import { expect, test } from 'vitest'
import { scriptedMarket } from '../src/index.ts'

const source = readFileSync(new URL('../src/scripted-market.ts', import.meta.url), 'utf8')

/** Buys once, at the close of a bar. */
const myStrategy = defineStrategy({
  name: 'my-strategy',
  create(desk) {
    desk.bars('1m')
    return { onBar: () => void (desk.position.flat && desk.buy(1)) }
  },
})

test('the example of scriptedMarket does what it says for a strategy that buys at a close', () => {
  const [, example = ''] = /@example\n((?: \* .*\n)+) \*\/\nexport function scriptedMarket/.exec(source) ?? []
  const code = example.replace(/^ \* /gm, '')
  expect(code.split('\n').filter(Boolean).length).toBeGreaterThan(3)
  expect.assertions(2)
  new Function('scriptedMarket', 'myStrategy', 'expect', code)(scriptedMarket, myStrategy, expect)
})
