import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type ListedFile, listData, samplePath } from '@botyard/data'
import type { Call } from '../call.ts'
import { existingPath, listRows, listShape } from '../data-files.ts'
import { sortOf } from '../find-bot.ts'
import { table } from '../table.ts'

interface Shown extends ListedFile {
  /** How it is given to --data. */
  readonly name: string
}

/** `botyard data ls`: the data files of a folder, `data` or this one when none is named, and the samples that come along. */
export async function run(call: Call): Promise<number> {
  const [word] = call.words
  const folder = word === undefined ? ownFolder(call.cwd) : existingPath(word, call)
  const found: Shown[] = listData(folder).map((file) => ({ name: relative(call.cwd, file.file) || file.file, ...file }))
  const all = word === undefined ? [...found, ...samples()] : found
  if (call.terminal.json) {
    call.terminal.document({ files: all })
    return 0
  }
  const rows = all.flatMap((file) => listRows(file, file.name))
  call.terminal.print(rows.length === 0 ? 'no data files here' : table(listShape, rows, call.terminal.width).join('\n'))
  return 0
}

function ownFolder(cwd: string): string {
  const data = join(cwd, 'data')
  return sortOf(data) === 'folder' ? data : cwd
}

function samples(): Shown[] {
  return (['bars', 'book'] as const).flatMap((name) => {
    const path = samplePath(name)
    return existsSync(path) ? listData(path).map((file) => ({ name: `sample:${name}`, ...file })) : []
  })
}
