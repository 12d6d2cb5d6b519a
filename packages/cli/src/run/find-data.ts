import { dirname, isAbsolute, resolve } from 'node:path'
import { openRecordings } from '@botyard/columns'
import { type Bot, BotyardError, type Recording } from '@botyard/core'
import { samplePath } from '@botyard/data'

/**
 * Opens what a run reads: what was asked for, else what the bot names, else the embedded sample of bars. A path in the bot counts from
 * the bot's file, one given by hand from the current folder.
 */
export function findData(bot: Bot, asked: string | undefined, botFile: string | undefined): Recording {
  const named = asked ?? bot.spec.data ?? 'sample:bars'
  const path =
    named === 'sample:bars'
      ? samplePath('bars')
      : named === 'sample:book'
        ? samplePath('book')
        : resolvePath(named, asked === undefined ? botFile : undefined)
  const [recording, ...others] = openRecordings(path)
  if (recording === undefined) throw new BotyardError('BY6002', { file: path, cwd: process.cwd() })
  if (others.length === 0) return recording
  const all = [recording, ...others]
  const fitting = all.filter((one) =>
    bot.spec.symbols.some((symbol) => one.instruments.some(({ name }) => symbol.endsWith(name))),
  )
  const [found, ...more] = fitting
  if (found !== undefined && more.length === 0) return found
  throw new BotyardError('BY6003', { file: path }, { fix: [`name one file: ${all.map(({ name }) => name).join(', ')}`] })
}

function resolvePath(path: string, botFile: string | undefined): string {
  return isAbsolute(path) || botFile === undefined ? resolve(path) : resolve(dirname(botFile), path)
}
