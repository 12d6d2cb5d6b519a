import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../scripts/house.ts'
import type { Bench, Outcome } from './harness.ts'

/** Starts node that many times with these words, and tells how it ended and whether anything that looks like help came out. */
function start(times: number, words: readonly string[]): Outcome {
  const seen = new Set<string>()
  for (let i = 0; i < times; i++) {
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' })
    seen.add(JSON.stringify([status, stderr, /^botyard <command>/.test(stdout), /\bbacktest\b/.test(stdout)]))
  }
  return [...seen]
}

/** P15: how long a person waits for help. The built command line is measured, so the tree must be built. */
export const bench: Bench<number> = {
  name: 'help',
  about: 'the command line from its start to the end of `botyard --help`',
  unit: 'start',
  smoke: { count: 1, hash: '04f5cadcb97072c7' },
  full: { count: 3, hash: '04f5cadcb97072c7' },
  bars: [{ text: 'P15: best round <= 120 ms', met: ({ ours }) => ours.best <= 120e6 }],
  missing: () =>
    existsSync(join(root, 'packages', 'cli', 'dist', 'cli.js')) ? undefined : 'the built command line (npm run build)',
  prepare: (count) => count,
  contenders: [
    {
      name: 'botyard --help',
      role: 'ours',
      ready: (count) => () => start(count, [join('packages', 'cli', 'bin', 'botyard.js'), '--help']),
    },
    { name: 'node -e 0', role: 'yardstick', ready: (count) => () => start(count, ['-e', '0']) },
  ],
}
