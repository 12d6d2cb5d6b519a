import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { unwritable, writeWhole } from './write-whole.ts'

/** The folder of one run and its number. */
export interface RunFolder {
  readonly number: number
  readonly path: string
}

function codeOf(thrown: unknown): unknown {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined
}

/** The number after the highest that a folder name has; what is not a number is not ours. */
function nextNumber(names: readonly string[]): number {
  return names.filter((name) => /^\d{1,9}$/.test(name)).reduce((highest, name) => Math.max(highest, Number(name)), 0) + 1
}

function made(path: string): boolean {
  try {
    mkdirSync(path)
    return true
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return false
    throw thrown
  }
}

/** Finds out before a long run whether its folder can be made after it; BY6009 when it cannot. */
export function checkRunsFolder(cwd: string): void {
  const runs = join(cwd, 'runs')
  const folder = existsSync(runs) ? runs : cwd
  try {
    rmSync(mkdtempSync(join(folder, '.botyard-')), { recursive: true })
  } catch (thrown) {
    throw unwritable(folder, thrown)
  }
}

/**
 * Takes the next number under `runs` of a folder by making its directory. Making one that exists fails, so two runs at the same
 * moment never share a folder: the later takes the next number.
 */
export function claimRunFolder(cwd: string): RunFolder {
  const runs = join(cwd, 'runs')
  try {
    mkdirSync(runs, { recursive: true })
    for (let number = nextNumber(readdirSync(runs)); ; number++) {
      const path = join(runs, String(number).padStart(4, '0'))
      if (made(path)) return { number, path }
    }
  } catch (thrown) {
    throw unwritable(runs, thrown)
  }
}

/**
 * Fills the folder of a run. When something cannot be written, for example on a full disk, the whole folder is removed again: a run
 * is there with all its files or not at all.
 */
export async function fillRunFolder(
  folder: RunFolder,
  files: Readonly<Record<string, string>>,
  report: (folder: string) => Promise<string>,
): Promise<string> {
  try {
    for (const [name, text] of Object.entries(files)) writeWhole(join(folder.path, name), text)
    return await report(folder.path)
  } catch (thrown) {
    rmSync(folder.path, { recursive: true, force: true })
    throw thrown
  }
}
