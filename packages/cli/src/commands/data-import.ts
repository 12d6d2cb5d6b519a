import { throwAll } from '@botyard/core'
import { importCsv } from '@botyard/data'
import type { Call } from '../call.ts'
import { existingFile, outputFile, withFolder } from '../data-files.ts'
import { count, plural, range } from '../format.ts'
import { missingFlag } from '../usage.ts'

const examples = { kind: 'bars', symbol: 'BTCUSDT', out: 'btc.byc' } as const

/** `botyard data import`: a CSV file of bars or trades as a data file. Nothing is written from a file that has a fault. */
export async function run(call: Call): Promise<number> {
  const { kind, symbol, interval, time, tick, lot, out, overwrite } = call.flags
  const needed = { kind, symbol, out }
  const names = ['kind', 'symbol', 'out'] as const
  // One line for all of them, so that the first one that is typed works.
  const flags = names.map((name) => `--${name} ${needed[name] ?? examples[name]}`).join(' ')
  const line = `${call.command} ${call.words[0]} ${flags}`
  throwAll(names.filter((name) => needed[name] === undefined).map((name) => missingFlag(name, line)))
  if (kind === undefined || symbol === undefined || out === undefined) return 2
  const file = existingFile(call.words[0] ?? '', call)
  const target = outputFile(out, `${symbol}-${interval ?? kind}.byc`.toLowerCase(), call)
  const options = {
    file,
    kind,
    symbol,
    out: target,
    ...(interval === undefined ? {} : { interval }),
    ...(time === undefined ? {} : { time }),
    ...(tick === undefined ? {} : { tick }),
    ...(lot === undefined ? {} : { lot }),
    ...(overwrite === undefined ? {} : { overwrite }),
    ...(call.flags['skip-bad'] === undefined ? {} : { skipBad: true }),
  }
  const report = withFolder(target, () => importCsv(options))
  if (call.terminal.json) {
    call.terminal.document(report)
    return 0
  }
  const { imported, skipped, skippedLines, rounded, guessedSides, from, to } = report
  call.terminal.print(
    `✔ ${report.path}  ${symbol} ${report.interval ?? ''} ${count(imported)} ${kind}, ${range(from, to + 1)}`.replace(/ +/g, ' '),
  )
  if (skipped > 0) {
    call.terminal.print(`  ${plural(skipped, 'line')} left out`)
    for (const { line, code, reason } of skippedLines) call.terminal.print(`  line ${line}  ${code}  ${reason}`)
  }
  if (rounded > 0) call.terminal.print(`  ${plural(rounded, 'number')} finer than its step, rounded to the nearest`)
  if (guessedSides > 0) call.terminal.print(`  ${plural(guessedSides, 'side')} not in the file, told by the change of price`)
  return 0
}
