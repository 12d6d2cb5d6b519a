import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The folder with vectors and recordings that stands beside the repository; another of the same layout can be named by BOTYARD_SHARED. */
const sharedFolder = resolve(root, process.env['BOTYARD_SHARED'] ?? '../shared')

/**
 * The path of a shared file for a suite, or undefined when it is absent and the suite should be skipped.
 * Under BOTYARD_SHARED_REQUIRED=1 absence is a failure, so a check can never pass by finding nothing.
 */
export function sharedFile(path: string): string | undefined {
  const file = join(sharedFolder, path)
  if (existsSync(file)) return file
  if (process.env['BOTYARD_SHARED_REQUIRED'] === '1') throw new Error(`${file} is required and absent`)
  process.stderr.write(`skipped: ${path} is not there (BOTYARD_SHARED names the folder)\n`)
  return undefined
}
