import { closeSync, fdatasync, fstatSync, openSync, readdirSync, readSync, renameSync, unlinkSync, writeSync } from 'node:fs'
import { BotyardError } from '../errors/botyard-error.ts'
import type { Disk, DiskFile, Env, HttpAnswer, HttpCall, Wire } from '../ports/env.ts'
import type { Micros } from '../ports/time.ts'
import { seededStream } from './seeded-stream.ts'

/** The machine as Node shows it. The only place in core where time, chance, network and disk are asked for. */
export class NodeEnv implements Env {
  readonly disk: Disk = nodeDisk
  readonly #seed: number

  /** The seed makes the random streams repeatable; without one they differ at every start. */
  constructor(seed = Math.floor(Math.random() * 2 ** 32)) {
    this.#seed = seed
  }

  wall(): Micros {
    return Math.floor((performance.timeOrigin + performance.now()) * 1000)
  }

  monotonic(): number {
    return performance.now() * 1e6
  }

  timer(delay: Micros, wake: () => void): () => void {
    const handle = setTimeout(wake, Math.max(0, Math.ceil(delay / 1000)))
    return () => clearTimeout(handle)
  }

  random(stream: string): () => number {
    return seededStream(this.#seed, stream)
  }

  connect(url: string, hear: Wire): Wire {
    const waiting: Uint8Array[] = []
    let socket: { send(bytes: Uint8Array): void; close(): void } | undefined
    let isClosed = false
    void openSocket(url, hear, () => isClosed).then((opened) => {
      socket = opened
      if (isClosed) opened?.close()
      for (const frame of waiting.splice(0)) opened?.send(frame)
    })
    return {
      bytes: (frame) => void (socket === undefined ? waiting.push(frame) : socket.send(frame)),
      close: () => {
        isClosed = true
        socket?.close()
      },
    }
  }

  async request(call: HttpCall): Promise<HttpAnswer> {
    const { request } = await import('undici')
    const { method, headers } = call
    const answer = await request(call.url, { method: method as 'GET', headers: { ...headers }, body: call.body ?? null })
    return { status: answer.statusCode, body: new Uint8Array(await answer.body.arrayBuffer()) }
  }
}

async function openSocket(url: string, hear: Wire, isClosed: () => boolean) {
  const { WebSocket } = await import('ws')
  if (isClosed()) return undefined
  const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 8 * 1024 * 1024 })
  let failure = ''
  socket.on('open', () => hear.open?.())
  socket.on('message', (data: Uint8Array) => hear.bytes(data))
  socket.on('error', (error) => {
    failure = error.message
  })
  socket.on('close', (code) => hear.close(failure === '' ? `closed with ${code}` : failure))
  return socket
}

const nodeDisk: Disk = {
  open: (path, create) =>
    new NodeFile(
      path,
      onDisk(path, () => openSync(path, create ? 'a+' : 'r+', 0o600)),
    ),
  rename: (from, to) => onDisk(to, () => renameSync(from, to)),
  remove: (path) => onDisk(path, () => unlinkSync(path)),
  list: (folder) => onDisk(folder, () => readdirSync(folder).sort()),
}

class NodeFile implements DiskFile {
  readonly #path: string
  readonly #descriptor: number

  constructor(path: string, descriptor: number) {
    this.#path = path
    this.#descriptor = descriptor
  }

  get size(): number {
    return onDisk(this.#path, () => fstatSync(this.#descriptor).size)
  }

  write(bytes: Uint8Array): void {
    onDisk(this.#path, () => {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor, bytes, at)
    })
  }

  sync(done: (failed: boolean) => void): void {
    fdatasync(this.#descriptor, (error) => done(error !== null))
  }

  read(at: number, into: Uint8Array): number {
    return onDisk(this.#path, () => readSync(this.#descriptor, into, 0, into.length, at))
  }

  close(): void {
    closeSync(this.#descriptor)
  }
}

function onDisk<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    throw new BotyardError('BY6010', { file, reason }, { cause })
  }
}
