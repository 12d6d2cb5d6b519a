import { statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { BotyardError } from '@botyard/core'

/** What a path leads to; one that may not be followed leads to nothing. A device is whatever is neither file nor folder, such as a pipe. */
export function sortOf(path: string): 'file' | 'folder' | 'device' | 'nothing' {
  try {
    const stat = statSync(path)
    if (stat.isDirectory()) return 'folder'
    return stat.isFile() ? 'file' : 'device'
  } catch {
    return 'nothing'
  }
}

/** The file of the bot: the one that was named, or bot.ts in a folder or the nearest one above it. */
export function findBotFile(named: string | undefined, cwd: string, command: string): string {
  if (named === undefined) return searchUpward(cwd, command)
  const file = resolve(cwd, named)
  const sort = sortOf(file)
  if (sort === 'folder') throw folderForBot(file, named, command)
  if (sort === 'nothing') throw new BotyardError('BY1304', { file: named, command }, { why: `Nothing is at ${file}.` })
  if (sort === 'device') throw new BotyardError('BY6016', { file: named })
  return file
}

function folderForBot(file: string, named: string, command: string): BotyardError {
  const inside = join(named, 'bot.ts')
  const fix =
    sortOf(join(file, 'bot.ts')) === 'file'
      ? `npx botyard ${command} ${inside}`
      : `name a file in it: npx botyard ${command} ${inside}`
  return new BotyardError('BY1304', { file: named, command }, { why: 'It is a folder, and a command runs one file.', fix: [fix] })
}

function searchUpward(cwd: string, command: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const file = join(folder, 'bot.ts')
    if (sortOf(file) === 'file') return file
    if (dirname(folder) === folder) throw new BotyardError('BY1304', { file: join(cwd, 'bot.ts'), command })
  }
}
