import { BotyardError, type Disk, type DiskFile } from '@botyard/core'

/** A disk in memory, which refuses as a real one does when a test says so. */
export class FakeDisk implements Disk {
  /** Whether the disk is full: whatever writes is refused. */
  isFull = false
  /** Whether bytes reach the disk when they are asked to. */
  syncFails = false
  readonly #files = new Map<string, Uint8Array>()

  /** What stands in a file; undefined when there is none. */
  bytesOf(path: string): Uint8Array | undefined {
    return this.#files.get(path)?.slice()
  }

  open(path: string, create: boolean): DiskFile {
    if (!this.#files.has(path)) {
      if (!create) throw new BotyardError('BY6002', { file: path, cwd: '/' })
      this.#put(path, new Uint8Array(0))
    }
    return this.#fileAt(path)
  }

  rename(from: string, to: string): void {
    this.#put(to, this.#bytes(from))
    this.#files.delete(from)
  }

  remove(path: string): void {
    this.#bytes(path)
    this.#files.delete(path)
  }

  list(folder: string): string[] {
    const start = `${folder.replace(/\/$/, '')}/`
    const inside = [...this.#files.keys()].filter((path) => path.startsWith(start)).map((path) => path.slice(start.length))
    return inside.filter((name) => !name.includes('/')).sort()
  }

  #fileAt(path: string): DiskFile {
    const disk = this
    let isClosed = false
    const held = () => {
      if (isClosed) throw new BotyardError('BY6010', { file: path, reason: 'the file was closed' })
      return disk.#bytes(path)
    }
    return {
      get size() {
        return held().length
      },
      write(bytes) {
        const before = held()
        const after = new Uint8Array(before.length + bytes.length)
        after.set(before)
        after.set(bytes, before.length)
        disk.#put(path, after)
      },
      sync(done) {
        held()
        void Promise.resolve().then(() => done(disk.syncFails))
      },
      read(at, into) {
        const part = held().subarray(at, at + into.length)
        into.set(part)
        return part.length
      },
      close() {
        isClosed = true
      },
    }
  }

  #bytes(path: string): Uint8Array {
    const bytes = this.#files.get(path)
    if (bytes === undefined) throw new BotyardError('BY6009', { file: path, reason: 'ENOENT' })
    return bytes
  }

  #put(path: string, bytes: Uint8Array): void {
    if (this.isFull) throw new BotyardError('BY6009', { file: path, reason: 'ENOSPC' })
    this.#files.set(path, bytes)
  }
}
