import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { BotyardError, reasonOf } from '@botyard/core'

/** What is asked of the file system; a test stands in for it to make a disk fail. */
export interface FileCalls {
  /** The number of the open file; flags are those of Node. */
  open(path: string, flags: string): number
  /** Bytes that were written, which may be fewer. */
  write(file: number, bytes: Uint8Array): number
  /** Returns when the bytes are on the disk. */
  sync(file: number): void
  /** Lets go of the file. */
  close(file: number): void
  /** Gives a file its name, in one step. */
  rename(from: string, to: string): void
  /** Removes a file. */
  remove(path: string): void
}

/** The file system of Node. */
export const nodeFiles: FileCalls = {
  open: (path, flags) => openSync(path, flags),
  write: (file, bytes) => writeSync(file, bytes),
  sync: (file) => fsyncSync(file),
  close: (file) => closeSync(file),
  rename: (from, to) => renameSync(from, to),
  remove: (path) => rmSync(path, { force: true }),
}

let made = 0

/** A file that is written under another name beside its place and appears there only when it is whole and on the disk. */
export class PartFile {
  readonly path: string
  /** Bytes written so far. */
  size = 0
  readonly #part: string
  readonly #files: FileCalls
  readonly #overwrite: boolean
  #file: number | undefined

  constructor(path: string, overwrite = false, files: FileCalls = nodeFiles) {
    this.path = path
    this.#part = `${path}.${process.pid}-${made++}.part`
    this.#files = files
    this.#overwrite = overwrite
    this.#refuseTaken()
    try {
      this.#file = files.open(this.#part, 'wx')
    } catch (cause) {
      throw cannotWrite(path, cause)
    }
  }

  write(bytes: Uint8Array): void {
    this.#guard(() => {
      for (let at = 0; at < bytes.length; ) at += this.#files.write(this.#file!, bytes.subarray(at))
      this.size += bytes.length
    })
  }

  /** Puts the bytes on the disk and the file in its place. */
  finish(): void {
    this.#refuseTaken()
    this.#guard(() => {
      this.#files.sync(this.#file!)
      this.#files.close(this.#file!)
      this.#file = undefined
      this.#files.rename(this.#part, this.path)
    })
    this.#syncFolder()
  }

  /** Leaves nothing behind; may be called twice, and does nothing once the file is in its place. */
  abandon(): void {
    if (this.#file === undefined) return
    try {
      this.#files.close(this.#file)
    } catch {
      // What matters is that the file goes away.
    }
    this.#file = undefined
    this.#removePart()
  }

  #guard(work: () => void): void {
    try {
      work()
    } catch (cause) {
      this.abandon()
      this.#removePart()
      throw cannotWrite(this.path, cause)
    }
  }

  #removePart(): void {
    try {
      this.#files.remove(this.#part)
    } catch {
      // A disk that refuses to remove has refused to write before, and that is the error to tell.
    }
  }

  #refuseTaken(): void {
    if (this.#overwrite || !existsSync(this.path)) return
    this.abandon()
    throw new BotyardError('BY6011', { file: this.path })
  }

  /** Makes the new name survive a power cut; not every system can open a folder, and there it needs no asking. */
  #syncFolder(): void {
    try {
      const folder = this.#files.open(dirname(this.path), 'r')
      try {
        this.#files.sync(folder)
      } finally {
        this.#files.close(folder)
      }
    } catch {
      // The file itself is safe.
    }
  }
}

function cannotWrite(file: string, cause: unknown): BotyardError {
  return new BotyardError('BY6009', { file, reason: systemReason(cause) }, { cause })
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full (ENOSPC)',
  EDQUOT: 'the quota is used up (EDQUOT)',
  EACCES: 'it is not allowed (EACCES)',
  EPERM: 'it is not allowed (EPERM)',
  EROFS: 'the disk is read-only (EROFS)',
  ENOENT: 'the folder does not exist (ENOENT)',
  EIO: 'the disk failed (EIO)',
  ENOTDIR: 'a part of the path is a file (ENOTDIR)',
  ELOOP: 'its links lead in a circle (ELOOP)',
  ENAMETOOLONG: 'its name is too long (ENAMETOOLONG)',
}

/** The reason of a failed system call in a few words. */
export function systemReason(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return reasons[code] ?? reasonOf(cause)
}
