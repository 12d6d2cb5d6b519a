import { join, relative } from 'node:path'
import { type Bot, blame, exitCodes, type Report, type RunResult } from '@botyard/core'
import { backtestTable, runHeading } from './backtest-table.ts'
import { botConfig, configHash } from './bot-config.ts'
import type { Call, LoadedBot } from './call.ts'
import { loadBot } from './load-bot.ts'
import { Progress } from './progress.ts'
import { htmlReport } from './report/html-report.ts'
import { resultDocument } from './result-json.ts'
import { resultLines } from './result-lines.ts'
import { commandAgain, runOptions } from './run-options.ts'
import type { Runner, RunOptions } from './runner.ts'
import { checkRunsFolder, claimRunFolder, fillRunFolder, type RunFolder } from './runs-folder.ts'
import { terminalLog } from './terminal-log.ts'
import { tradesCsv } from './trades-csv.ts'
import { version } from './version.ts'
import { writeWhole } from './write-whole.ts'

/** What one mode is to the command line. */
interface Mode {
  run(runner: Runner, bot: Bot, options: RunOptions, progress: Progress): Promise<RunResult>
  /** Whether a run that was stopped by hand is worth a report: half of a backtest is not. */
  readonly keepsStopped: boolean
}

/** Exit code after Ctrl-C. */
const interruptedCode = 130

function json(content: unknown): string {
  return `${JSON.stringify(content, undefined, 2)}\n`
}

/** Loads the bot, runs it, keeps the run in its own folder and prints the result. */
export async function runBot(call: Call, mode: Mode): Promise<number> {
  const loaded = await loadBot(call)
  const options = runOptions(call, loaded)
  checkRunsFolder(call.cwd)
  const progress = new Progress(call.terminal, 'replay')
  const stop = new AbortController()
  const silence = call.interrupts.listen(() => {
    progress.end()
    // Whoever asks twice does not want to wait for the report.
    if (stop.signal.aborted) call.interrupts.leave(interruptedCode)
    call.terminal.note('stopping; Ctrl-C once more leaves at once')
    stop.abort()
  })
  try {
    const runner = await call.loadRunner()
    let own: OwnReport | undefined
    const asked: RunOptions = {
      ...options,
      reportBy: (report, plugin) => {
        own = { report, plugin }
      },
      // Whoever asks for JSON reads lines of it, too.
      ...(call.terminal.json ? {} : { log: terminalLog({ ...call, before: () => progress.makeWay() }) }),
      stop: stop.signal,
      progress: (share) => progress.show(share),
    }
    const result = await mode.run(runner, loaded.bot, asked, progress)
    progress.end()
    const stopped = stop.signal.aborted
    if (stopped && !mode.keepsStopped) {
      call.terminal.note('stopped; no report was written')
      // Whoever reads a document gets one, also of a run that has no result.
      if (call.terminal.json) call.terminal.document({ stopped: true })
    } else await tell(call, loaded, options, result, own)
    if (stopped) return interruptedCode
    return result.checks.every(({ passed }) => passed) ? 0 : exitCodes.config
  } finally {
    progress.end()
    silence()
  }
}

/** What writes the report when a plugin of the bot provides it. */
interface OwnReport {
  readonly report: Report
  readonly plugin: string
}

async function tell(
  call: Call,
  loaded: LoadedBot,
  options: RunOptions,
  result: RunResult,
  own: OwnReport | undefined,
): Promise<void> {
  const folder = claimRunFolder(call.cwd)
  const report = await keep(call, loaded, options, result, folder, own)
  const { terminal } = call
  if (terminal.json) {
    terminal.document(resultDocument(result, report))
    return
  }
  if (terminal.quiet) terminal.print(resultLines(result).join('\n'))
  else {
    const lines = [
      ...runHeading(result, terminal, { version: version(), number: folder.number }),
      '',
      ...backtestTable(result, terminal),
    ]
    terminal.print(lines.join('\n'))
    terminal.print('')
  }
  terminal.print(`report ${shownPath(report, call.startedIn)}`)
}

/** A path as it can be opened from where the command was typed. */
function shownPath(path: string, from: string): string {
  const shown = relative(from, path)
  return shown.startsWith('..') ? path : shown
}

async function keep(
  call: Call,
  loaded: LoadedBot,
  options: RunOptions,
  result: RunResult,
  folder: RunFolder,
  own: OwnReport | undefined,
): Promise<string> {
  const config = botConfig(loaded.bot, result.mode, { ...options, seed: result.seed })
  const versions = { botyard: version(), node: process.versions.node }
  const command = commandAgain(call, loaded, result.seed)
  const files = {
    'trades.csv': tradesCsv(result.trades),
    'config.json': json(config),
    'env.json': json({ versions, platform: process.platform, arch: process.arch, command }),
  }
  const report = own === undefined ? htmlReport({ command, configHash: configHash(config), versions }) : namedReport(own)
  return await fillRunFolder(folder, files, async (path) => {
    const written = await report.write(result, path)
    writeWhole(join(path, 'result.json'), json(resultDocument(result, relative(path, written))))
    return written
  })
}

/** What a plugin's report throws has the plugin's name. */
function namedReport({ report, plugin }: OwnReport): Report {
  return {
    async write(result, folder) {
      try {
        return await report.write(result, folder)
      } catch (cause) {
        throw blame(plugin, 'its report', cause)
      }
    },
  }
}
