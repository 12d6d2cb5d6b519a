import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { BotyardError } from '@botyard/core'
import { systemReason } from './part-file.ts'

/** A pipe that nobody writes to would otherwise keep the whole process waiting in `open`; Windows has neither. */
const howToOpen = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** An open file to read from; every failure is an error of the 60xx group that names it. */
export class FileBytes {
  readonly path: string
  readonly size: number
  readonly #file: number

  constructor(path: string) {
    this.path = path
    this.#file = reading(path, () => openSync(path, howToOpen))
    const stat = reading(path, () => fstatSync(this.#file))
    this.size = stat.size
    if (stat.isFile()) return
    this.close()
    throw new BotyardError(stat.isDirectory() ? 'BY6003' : 'BY6016', { file: path })
  }

  /** Fills `into` from the byte `at` on; a file that ends before is BY6008. */
  fill(at: number, into: Uint8Array): void {
    let done = 0
    while (done < into.length) {
      const read = reading(this.path, () => readSync(this.#file, into, done, into.length - done, at + done))
      if (read === 0) throw new BotyardError('BY6008', { file: this.path, at: at + done, expected: at + into.length })
      done += read
    }
  }

  /** New bytes; their number must have been checked against `size`. */
  bytes(at: number, count: number): Uint8Array {
    const into = new Uint8Array(count)
    this.fill(at, into)
    return into
  }

  /** Lets go of the file. */
  close(): void {
    closeSync(this.#file)
  }
}

/** Does what reads a file, and turns what the system says against it into an error that names the file. */
export function reading<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (code === 'ENOENT') throw new BotyardError('BY6002', { file, cwd: process.cwd() }, { cause })
    if (code === 'EISDIR') throw new BotyardError('BY6003', { file }, { cause })
    throw new BotyardError('BY6010', { file, reason: systemReason(cause) }, { cause })
  }
}
