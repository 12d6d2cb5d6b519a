import { expect, test } from 'vitest'
import { definePlugin } from './define.ts'
import { plainBot, plainStrategy } from './plain-bot.oracle.ts'
import { planBot } from './plan.ts'

const ride = definePlugin({ name: 'ride', setup() {} })

function problemOf(given: Record<string, unknown>, profile?: string) {
  try {
    planBot(plainBot(given), profile === undefined ? {} : { profile })
  } catch (error) {
    return error as { code: string; fix: string[]; frame: { option: string; label: string } }
  }
  return expect.fail('nothing was wrong')
}

test('what was named and not called is shown in its list, under its own name', () => {
  const { code, fix, frame } = problemOf({ risk: [null, ride] })
  expect({ code, fix, frame }).toEqual({
    code: 'BY2009',
    fix: ['call the function: ride() instead of ride'],
    frame: { option: 'risk.1', label: 'call it: ride()' },
  })
  expect(problemOf({ strategies: [function mine() {}] }).fix).toEqual(['call the function: mine() instead of mine'])
})

test('what no call would make right is not told to be called', () => {
  for (const wrong of [7, 'ride', {}]) expect(problemOf({ strategies: [wrong] }).frame.label).toBe('expected a strategy')
  expect(problemOf({ risk: [plainStrategy()] }).fix[0]).toContain('a plugin')
})

test('in a profile the place is there', () => {
  expect(problemOf({ profiles: { tight: { risk: [ride] } } }, 'tight').frame.option).toBe('profiles.tight.risk.0')
})
