import { mkdtempSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bot } from '@botyard/core'
import { runCommandLine } from '../src/command-line.ts'
import { commands } from '../src/command-table.ts'
import type { PaperOptions, Runner } from '../src/runner.ts'
import { sampleResult } from './sample-result.ts'

/** What a command left behind. */
export interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** A call that the runner of a test has heard. */
export interface Heard {
  readonly mode: 'backtest' | 'paper'
  readonly bot: Bot
  readonly options: PaperOptions
}

/** A folder that no other test has. */
export function ownFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'botyard-cli-')))
}

/** A runner that runs nothing: it notes what it was asked, tells some progress and answers with the sample result. */
export function fakeRunner(heard: Heard[], during: () => void = () => undefined): Runner {
  const answer = (mode: Heard['mode']) => async (bot: Bot, options: PaperOptions) => {
    heard.push({ mode, bot, options })
    for (const share of [0.25, 0.5, 1]) options.progress?.(share)
    during()
    return sampleResult({ mode, seed: options.seed ?? 1 })
  }
  return { backtest: answer('backtest'), paper: answer('paper') }
}

/** Runs a command line within this process, as `botyard` would be run in a folder, off a screen. */
export async function botyard(
  argv: readonly string[],
  startedIn: string,
  around: Partial<Parameters<typeof runCommandLine>[2]> = {},
): Promise<Ended> {
  const written = { out: '', err: '' }
  const code = await runCommandLine(
    { name: 'botyard', paste: 'npx botyard', about: 'Trading bots.', version: '9.9.9', commands },
    argv,
    {
      screen: {
        out: { write: (text) => (written.out += text) },
        err: { write: (text) => (written.err += text) },
        env: {},
      },
      startedIn,
      interrupts: { listen: () => () => undefined, leave: () => undefined },
      enter: (folder) => folder,
      ...around,
    },
  )
  return { code, ...written }
}
