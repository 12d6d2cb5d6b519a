import {
  closeSync,
  constants,
  fdatasync,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { BotyardError } from '../errors/botyard-error.ts'
import type { Disk, DiskFile } from '../ports/env.ts'

const { O_APPEND, O_CREAT, O_RDWR } = constants
/** New files are for this user only: journals say what somebody owns. */
const newFileMode = 0o600

/** Files as Node shows them. */
export const nodeDisk: Disk = {
  open(path, create) {
    const how = O_RDWR | O_APPEND | (create ? O_CREAT : 0)
    const descriptor = attempt(path, create ? 'write' : 'read', () => openSync(path, how, newFileMode))
    return new NodeFile(path, descriptor)
  },
  rename: (from, to) => attempt(to, 'write', () => renameSync(from, to)),
  remove: (path) => attempt(path, 'write', () => unlinkSync(path)),
  list: (folder) => attempt(folder, 'read', () => readdirSync(folder).sort()),
}

class NodeFile implements DiskFile {
  readonly #path: string
  readonly #descriptor: number
  #isClosed = false

  constructor(path: string, descriptor: number) {
    this.#path = path
    this.#descriptor = descriptor
  }

  get size(): number {
    return this.#attempt('read', (descriptor) => fstatSync(descriptor).size)
  }

  write(bytes: Uint8Array): void {
    this.#attempt('write', (descriptor) => {
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at)
    })
  }

  sync(done: (failed: boolean) => void): void {
    this.#attempt('write', (descriptor) => fdatasync(descriptor, (error) => done(error !== null)))
  }

  read(at: number, into: Uint8Array): number {
    return this.#attempt('read', (descriptor) => {
      let count = 0
      while (count < into.length) {
        const more = readSync(descriptor, into, count, into.length - count, at + count)
        if (more === 0) break
        count += more
      }
      return count
    })
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    attempt(this.#path, 'write', () => closeSync(this.#descriptor))
  }

  /** The number of a closed file may soon be that of another one, so it is never used again. */
  #attempt<T>(what: Attempted, work: (descriptor: number) => T): T {
    if (this.#isClosed) throw problem(this.#path, what, 'the file was closed', undefined)
    return attempt(this.#path, what, () => work(this.#descriptor))
  }
}

type Attempted = 'read' | 'write'

function attempt<T>(file: string, what: Attempted, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw problem(file, what, cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause), cause)
  }
}

function problem(file: string, what: Attempted, reason: string, cause: unknown): BotyardError {
  if (what === 'write') return new BotyardError('BY6009', { file, reason }, { cause })
  if (reason === 'ENOENT') return new BotyardError('BY6002', { file, cwd: process.cwd() }, { cause })
  if (reason === 'EISDIR') return new BotyardError('BY6003', { file }, { cause })
  return new BotyardError('BY6010', { file, reason }, { cause })
}
