import { spawn } from 'node:child_process'

/** What became of a child process. */
export interface Ended {
  readonly ok: boolean
  readonly out: string
  readonly err: string
  /** Both streams as they came, for people. */
  readonly all: string
}

/** How a child process is run. */
export interface ChildOptions {
  readonly cwd: string
  /** Ends it early, and is heard only once it has ended. */
  readonly stop: AbortSignal
  /** Where programs are looked for instead of the PATH of this process. */
  readonly path?: string
}

// What npm and git tell their own children about the project at hand would mislead another one in another folder.
const misleading =
  /^npm_(package|lifecycle|command|execpath|node_execpath)|^npm_config_(local_prefix|package|call|workspace|workspaces|include_workspace_root|yes|global|prefix)$|^INIT_CWD$|^GIT_(DIR|WORK_TREE|INDEX_FILE)$/

/** How long a program that was asked to end may take for it. */
const patienceMillis = 1000

/** Runs a program to its end. A program that is not there counts as failed. */
export function runChild(program: string, words: readonly string[], { cwd, stop, path }: ChildOptions): Promise<Ended> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !misleading.test(name)))
  if (path !== undefined) env['PATH'] = path
  return new Promise((resolve) => {
    // On Windows package managers are scripts, which only a shell starts.
    const shell = process.platform === 'win32' && program !== process.execPath
    const child = spawn(program, words, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let err = ''
    let all = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
      all += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text
      all += text
    })
    let patience: NodeJS.Timeout | undefined
    const end = () => {
      child.kill('SIGTERM')
      // npm finishes what it has begun, which can take long, and nobody will use it.
      patience = setTimeout(() => child.kill('SIGKILL'), patienceMillis)
    }
    stop.addEventListener('abort', end)
    const over = (ok: boolean) => {
      clearTimeout(patience)
      stop.removeEventListener('abort', end)
      resolve({ ok, out, err, all })
    }
    child.on('error', (error) => {
      all += error.message
      over(false)
    })
    child.on('close', (code) => over(code === 0))
    if (stop.aborted) end()
  })
}

/** The words that start npm itself: the one that started this process where there is one, so that both agree. */
export function npmCall(words: readonly string[]): readonly [program: string, words: readonly string[]] {
  const path = process.env['npm_execpath']
  if (path !== undefined && /npm-cli\.[cm]?js$/.test(path)) return [process.execPath, [path, ...words]]
  return ['npm', words]
}
