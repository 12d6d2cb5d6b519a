import type { Output } from './terminal.ts'

/** The first write that the system refused, for example because the disk is full. */
export interface LostOutput {
  readonly stream: 'stdout' | 'stderr'
  readonly error: Error
}

/**
 * Hears of writes to the streams of this process that fail, which Node tells of long after `write` has returned. A reader who stops
 * reading, as `head` does, is no error of anybody. The returned function answers what else was lost.
 */
export function watchStreams(onReaderGone: () => void): () => LostOutput | undefined {
  let lost: LostOutput | undefined
  for (const stream of ['stdout', 'stderr'] as const) {
    process[stream].on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') onReaderGone()
      else lost ??= { stream, error }
    })
  }
  return () => lost
}

/** With --json, what a bot prints must not get between the braces: from here on it goes to stderr, and only the returned output is stdout. */
export function claimStdout(): Output {
  const { stdout, stderr } = process
  const write = stdout.write.bind(stdout)
  stdout.write = stderr.write.bind(stderr)
  return { write: (text) => write(text), isTTY: stdout.isTTY, columns: stdout.columns }
}

/** Waits until everything that was written has left, or has failed and been told of. */
export async function flushed(): Promise<void> {
  await Promise.all([process.stdout, process.stderr].map(drained))
  // A failure is told in a tick of its own, after the write it belongs to has ended.
  await new Promise((resolve) => setImmediate(resolve))
}

function drained(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.writableLength === 0 || stream.destroyed) return resolve()
    stream.once('drain', () => resolve())
    stream.once('close', () => resolve())
  })
}
