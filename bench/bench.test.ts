import { expect, test } from 'vitest'
import { benchNames, openBench } from './benches.ts'
import { type Circumstances, claimRows, resultTable, withClaims } from './claims.ts'
import { type Bench, hashOf, measure, median, troubleIn } from './harness.ts'

// Nothing here looks at a time: whether a bar is reached is told by `npm run bench` on a machine that does nothing else.

test.each(benchNames())('the bench %s is well made, and its contenders agree on the pinned result', async (name) => {
  const bench = await openBench(name)
  expect(bench.name).toBe(name)
  expect(troubleIn(bench)).toBeUndefined()
  expect(bench.full.hash).toMatch(/^[0-9a-f]{16}$/)
  const missing = bench.missing?.()
  if (missing !== undefined) {
    expect(process.env['BOTYARD_SHARED_REQUIRED'], `${missing} is required and absent`).not.toBe('1')
    process.stderr.write(`skipped: the bench ${name} needs ${missing}\n`)
    return
  }
  const result = await measure({ ...bench, warmUps: 0 }, bench.smoke.count, 1)
  expect(result.disagreement).toBeUndefined()
  expect(result.hash).toBe(bench.smoke.hash)
})

/** Counts to a number, in as many ways as are asked for. */
const counting: Bench<number> = {
  name: 'counting',
  about: 'counting',
  unit: 'step',
  smoke: { count: 1, hash: '' },
  full: { count: 2, hash: '' },
  warmUps: 1,
  bars: [{ text: 'twice as fast as slow', met: ({ ratio }) => ratio('slow') >= 2 }],
  prepare: (count) => count,
  contenders: [
    { name: 'fast', role: 'ours', ready: (count) => () => [count] },
    { name: 'slow', role: 'peer', ready: (count) => async () => [count] },
    { name: 'nothing', role: 'yardstick', ready: () => () => [] },
  ],
}

test('a round gives every contender a turn, and everyone has every place', async () => {
  const turns: string[] = []
  const contenders = counting.contenders.map((one) => ({
    ...one,
    ready: (count: number) => {
      turns.push(one.name)
      return one.ready(count)
    },
  }))
  const result = await measure({ ...counting, contenders }, 1, 2)
  expect(turns).toEqual(['fast', 'slow', 'nothing', 'slow', 'nothing', 'fast', 'nothing', 'fast', 'slow'])
  expect([result.ours, ...result.others].map(({ rounds }) => rounds.length)).toEqual([2, 2, 2])
})

test('a peer that makes something else is a disagreement, a yardstick may', async () => {
  const wrong = counting.contenders.map((one) => (one.name === 'slow' ? { ...one, ready: () => () => [-1] } : one))
  expect((await measure({ ...counting, contenders: wrong }, 3, 1)).disagreement).toBe('fast made [3] and slow made [-1]')
  expect((await measure(counting, 3, 1)).disagreement).toBeUndefined()
})

test('collections are counted for the one whose work they interrupt', async () => {
  const contenders: Bench<number>['contenders'] = [
    { name: 'frugal', role: 'ours', ready: () => () => [1] },
    {
      name: 'wasteful',
      role: 'peer',
      ready: () => () => {
        let kept: number[] = []
        for (let i = 0; i < 400_000; i++) kept = [i, ...kept.slice(0, 40)]
        return [kept.length > 0 ? 1 : 0]
      },
    },
  ]
  const { ours, others } = await measure({ ...counting, contenders, bars: [] }, 1, 3)
  expect(ours.rounds.reduce((sum, { young }) => sum + young, 0)).toBe(0)
  expect(others[0]?.rounds.every(({ young }) => young > 0)).toBe(true)
})

test('the hash and the median are what they are said to be', () => {
  expect(hashOf([1, 'a', true, null])).toBe(hashOf([1, 'a', true, null]))
  expect(hashOf([1])).not.toBe(hashOf(['1']))
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([5])]).toEqual([2, 2.5, 5])
})

test('a bench that cannot be measured is told', () => {
  const [ours, peer] = counting.contenders
  expect(troubleIn(counting)).toBeUndefined()
  expect(troubleIn({ ...counting, contenders: [ours!, ours!] })).toMatch(/one name/)
  expect(troubleIn({ ...counting, contenders: [peer!] })).toMatch(/ours/)
  expect(troubleIn({ ...counting, rounds: 3 })).toMatch(/3 rounds/)
  expect(troubleIn({ ...counting, full: counting.smoke })).toMatch(/larger/)
})

test('claims of one bench replace its rows and leave the others', async () => {
  const circumstances: Circumstances = { date: '2026-01-05', machine: '2 x Abacus', node: 'v24.0.0', commit: 'abc1234' }
  const result = await measure(counting, 1, 1)
  const other = { ...result, name: 'abacus' }
  const once = withClaims(withClaims(undefined, result, circumstances), other, circumstances)
  expect(once.split('\n').filter((line) => /^\| (counting|abacus) /.test(line))).toEqual([
    ...claimRows(other, circumstances),
    ...claimRows(result, circumstances),
  ])
  const later = withClaims(once, result, { ...circumstances, date: '2026-01-06' })
  expect(later.split('\n')).toHaveLength(once.split('\n').length)
  expect(later.match(/2026-01-06/g)).toHaveLength(3)
  expect(later.match(/2026-01-05/g)).toHaveLength(3)
  expect(resultTable(result)).toContain('fast (ours)')
})
