import { dirname, isAbsolute, resolve } from 'node:path'
import type { CountedRecording } from '@botyard/columns'
import type { BotPlan } from '@botyard/core'
import { openData, samplePath } from '@botyard/data'
import type { RunOptions } from '../runner.ts'

/**
 * Opens what a run reads: what was asked for, else what the bot names, else the embedded sample of bars. A path in the bot counts from
 * the bot's file, one given by hand from the current folder. Of a folder those files are heard that have symbols of the bot; with a
 * symbol that none of them has it is all of them, so that the error can name what was meant.
 */
export function findData({ spec }: BotPlan, { data: asked, botFile }: RunOptions): CountedRecording {
  const named = asked ?? spec.data ?? 'sample:bars'
  if (named === 'sample:bars') return openData(samplePath('bars'))
  if (named === 'sample:book') return openData(samplePath('book'))
  const path =
    isAbsolute(named) || asked !== undefined || botFile === undefined ? resolve(named) : resolve(dirname(botFile), named)
  return openData(path, spec.symbols)
}
