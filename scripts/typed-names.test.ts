import { expect, test } from 'vitest'
import { typedNames } from './typed-names.ts'

test('names are taken from everything that has some', () => {
  const realms = typedNames()
  const words = realms.flatMap((realm) => realm.words)
  for (const word of [
    'volatility',
    'maxDrawdown',
    'momentum.fast',
    'deviations',
    'onBook',
    'slippage',
    'symbols',
    'backtest',
    'data import',
    '--skip-bad',
    'dry-run',
    'adapter',
    'linear:ETHUSDT',
    'BY1103',
  ])
    expect(words, word).toContain(word)
  expect(new Set(words).size).toBeGreaterThan(300)
  expect(realms.filter((realm) => new Set(realm.words).size !== realm.words.length)).toEqual([])
})
