import { mkdirSync, rmdirSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { BotyardError, reasonOf } from '@botyard/core'
import type { ListedContent, ListedFile } from '@botyard/data'
import type { Call } from './call.ts'
import { sortOf } from './find-bot.ts'
import { count, day } from './format.ts'
import type { Column } from './table.ts'

/** An existing file or folder that a word names; BY6002 when nothing is there. */
export function existingPath(word: string, { cwd }: Call): string {
  const path = resolve(cwd, word)
  if (sortOf(path) === 'nothing') throw new BotyardError('BY6002', { file: word, cwd })
  return path
}

/** An existing file that a word names; BY6003 for a folder. */
export function existingFile(word: string, call: Call): string {
  const path = existingPath(word, call)
  if (sortOf(path) === 'folder') throw new BotyardError('BY6003', { file: word })
  return path
}

/** Where a new file is written: the path itself, or a name within it when it is a folder. */
export function outputFile(out: string, name: string, { cwd }: Call): string {
  const path = resolve(cwd, out)
  const folder = out.endsWith('/') || sortOf(path) === 'folder'
  return folder ? join(path, name.replace(/[^\w.-]+/g, '-')) : path
}

/** Makes the folder of a new file for as long as the file is being made; when that fails, no empty folder is left. */
export function withFolder<T>(file: string, make: () => T): T {
  const folder = dirname(file)
  const first = mkdirFor(folder, file)
  try {
    return make()
  } catch (thrown) {
    for (let made = folder; first !== undefined && made.length >= first.length; made = dirname(made)) removeEmpty(made)
    throw thrown
  }
}

function mkdirFor(folder: string, file: string): string | undefined {
  try {
    return mkdirSync(folder, { recursive: true })
  } catch (thrown) {
    const reason = reasonOf(thrown)
    throw new BotyardError('BY6009', { file, reason }, { cause: thrown })
  }
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // Something else is in it by now, and that stays.
  }
}

/** How a list of data files is drawn. */
export const listShape: readonly Column[] = [
  { title: 'file', wrap: 11 },
  { title: 'symbol', wrap: 7 },
  { title: 'kinds', wrap: 6 },
  { title: 'rows', align: 'right' },
  { title: 'from' },
  { title: 'to' },
  { title: 'source', wrap: 9 },
]

// What comes along with the rows that were asked for.
const besides = new Set(['open', 'clear', 'ticker', 'market', 'instrument'])

/** One line for each symbol of a file. */
export function listRows({ file, recording, error }: ListedFile, shown = basename(file)): string[][] {
  if (recording === undefined) return [[shown, '', '', '', '', '', `damaged, ${error?.code ?? ''}`]]
  const source = recording.synthetic ? 'SYNTHETIC' : 'recorded'
  const symbols = [...new Set(recording.contents.map(({ symbol }) => symbol))].filter((symbol) => symbol !== '')
  return symbols.map((symbol) => {
    const contents = recording.contents.filter((content) => content.symbol === symbol)
    const kinds = contents.map(({ kind }) => kind).filter((kind) => !besides.has(kind.replace(/ .*/, '')))
    const rows = contents.reduce((sum, content) => sum + content.rows, 0)
    return [shown, symbol.replace(/^.*:/, ''), kinds.join(', '), count(rows), ...ends(contents), source]
  })
}

function ends(contents: readonly ListedContent[]): [string, string] {
  return [day(Math.min(...contents.map(({ from }) => from))), day(Math.max(...contents.map(({ to }) => to)) - 1)]
}
