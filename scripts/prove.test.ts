import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { type Evidence, evidenceLine, withEvidence } from './evidence.ts'
import { root } from './house.ts'
import { openProof, proofNames, runProof } from './proof.ts'
import { readProofRequest } from './prove.ts'

test.each(proofNames())('the proof %s has its file name and holds at its small size, if it has one', async (name) => {
  const proof = await openProof(name)
  expect(proof.name).toBe(name)
  if (proof.smoke === undefined) return
  expect(proof.size).toBeGreaterThan(proof.smoke)
  const proved = await runProof(proof, proof.smoke, 20260105)
  expect(proved.counts).not.toEqual({})
  // What a proof must have met may need its full size.
  if (!proved.ok) expect(proved.trouble).toMatch(/were met$/)
})

test('what a proof throws is a failure and not a crash', async () => {
  const proof = {
    name: 'thrower',
    shows: 'nothing',
    size: 1,
    run() {
      throw new RangeError('level 3')
    },
  }
  expect(await runProof(proof, 1, 1)).toEqual({ ok: false, counts: {}, trouble: 'RangeError: level 3' })
})

const evidence: Evidence = {
  name: 'money',
  date: '2026-01-05',
  commit: 'abc1234+',
  seed: 7,
  counts: { operations: 1_000_000 },
  seconds: 12.34,
  node: 'v24.0.0',
  ok: true,
}

test('evidence is one line of a table, and what stood there stays', () => {
  const once = withEvidence(undefined, evidence)
  const twice = withEvidence(once, { ...evidence, ok: false, trouble: 'a | b\nc' })
  expect(twice.startsWith(once)).toBe(true)
  const rows = twice.split('\n').filter((line) => line.startsWith('| money'))
  expect(rows).toEqual([
    '| money | 2026-01-05 | abc1234+ | 7 | 1,000,000 operations | 12.3 | v24.0.0 | holds |',
    '| money | 2026-01-05 | abc1234+ | 7 | 1,000,000 operations | 12.3 | v24.0.0 | FAILED: a \\| b c |',
  ])
  expect(evidenceLine(evidence)).toBe(rows[0])
})

test('a request that cannot be meant is refused with a reason', () => {
  expect(readProofRequest(['money', '--seed', '3'])).toEqual({ name: 'money', seed: 3, size: undefined })
  expect(readProofRequest([])).toMatch(/which/)
  expect(readProofRequest(['mony'])).toMatch(/did you mean money/)
  expect(readProofRequest(['money', 'book'])).toMatch(/book/)
  for (const size of ['0', '-1', 'many', '1e6', '']) expect(readProofRequest(['money', `--size=${size}`])).toMatch(/--size/)
  expect(readProofRequest(['money', '--sede', '3'])).toMatch(/--sede/)
})

test('an unknown proof exits with 2 and lists those there are', () => {
  const done = spawnSync(process.execPath, ['--conditions=@botyard/source', 'scripts/prove.ts', 'none-such'], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(done.status).toBe(2)
  for (const name of proofNames()) expect(done.stderr).toContain(name)
})
