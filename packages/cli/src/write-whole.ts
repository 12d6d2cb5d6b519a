import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { BotyardError, reasonOf } from '@botyard/core'

/** The error of a file or folder that cannot be written, with the words of the system. */
export function unwritable(file: string, thrown: unknown): BotyardError {
  const reason = reasonOf(thrown)
  return new BotyardError('BY6009', { file, reason }, { cause: thrown })
}

/** Writes a file under another name and renames it, so that no half of a file ever has its name. */
export function writeWhole(file: string, text: string): void {
  const part = `${file}.part`
  try {
    writeFileSync(part, text)
    renameSync(part, file)
  } catch (thrown) {
    rmSync(part, { force: true })
    throw unwritable(file, thrown)
  }
}
