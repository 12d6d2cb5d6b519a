import { listData, makeSynthetic } from '@botyard/data'
import type { Call } from '../call.ts'
import { listRows, listShape, outputFile, withFolder } from '../data-files.ts'
import { table } from '../table.ts'
import { missingFlag } from '../usage.ts'

/** `botyard data synth`: a market that never was, made from a seed. The same seed gives the same file. */
export async function run(call: Call): Promise<number> {
  const { seed = 1, days = 1, symbols = ['BTCUSDT'], kinds = ['bars'], from, gaps, out, overwrite } = call.flags
  if (out === undefined) throw missingFlag('out', `${call.command} --out made.byc`)
  const file = outputFile(out, `${symbols.join('-')}-${kinds.join('-')}-seed${seed}.byc`.toLowerCase(), call)
  const market = {
    seed,
    days,
    symbols,
    kinds,
    out: file,
    ...(from === undefined ? {} : { from }),
    ...(gaps === undefined ? {} : { gaps }),
    ...(overwrite === undefined ? {} : { overwrite }),
  }
  withFolder(file, () => makeSynthetic(market))
  const [made] = listData(file)
  if (call.terminal.json) call.terminal.document({ seed, ...made, ...made?.recording })
  else if (made !== undefined) call.terminal.print(table(listShape, listRows(made), call.terminal.width).join('\n'))
  return 0
}
