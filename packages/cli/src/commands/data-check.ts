import { relative } from 'node:path'
import { columnFiles } from '@botyard/columns'
import { BotyardError, exitCodes, isBotyardError } from '@botyard/core'
import { checkData, type DataFindings, type InstrumentFindings } from '@botyard/data'
import type { Call } from '../call.ts'
import { existingPath } from '../data-files.ts'
import { count, minute, plural } from '../format.ts'
import { clean } from '../visible.ts'

/** What is known of a file, or that it cannot be opened. */
type Checked = DataFindings | { readonly file: string; readonly ok: false; readonly damage: NonNullable<DataFindings['damage']> }

/** How many of a sort are named. */
const shownMax = 3

/** `botyard data check`: reads every row of a file, or of all files of a folder, and says what is wrong. Gaps alone are no fault. */
export async function run(call: Call): Promise<number> {
  const word = call.words[0] ?? ''
  const files = columnFiles(existingPath(word, call))
  if (files.length === 0) throw new BotyardError('BY6013', { folder: word })
  const checked = files.map(check)
  const ok = checked.every((one) => one.ok)
  if (call.terminal.json) call.terminal.document({ ok, files: checked })
  else call.terminal.print(checked.flatMap((one) => lines(one, call)).join('\n'))
  return ok ? exitCodes.ok : exitCodes.noData
}

function check(file: string): Checked {
  try {
    return checkData(file)
  } catch (thrown) {
    if (!isBotyardError(thrown)) throw thrown
    const at = thrown.details['at']
    return { file, ok: false, damage: { code: thrown.code, text: thrown.message, at: typeof at === 'number' ? at : -1 } }
  }
}

function lines(found: Checked, { terminal, startedIn }: Call): string[] {
  const sign = found.ok ? terminal.paint('green', '✔') : terminal.paint('red', '✖')
  const shown = relative(startedIn, found.file) || found.file
  const damage =
    found.damage === undefined ? [] : [`  ${clean(found.damage.text)}`, `  more    npx botyard explain ${found.damage.code}`]
  if (!('rows' in found)) return [`${sign} ${shown}`, ...damage]
  const heading = `${sign} ${shown}  ${found.synthetic ? 'SYNTHETIC' : 'recorded'}  ${plural(found.rows, 'row')}`
  const backwards = found.backwards === 0 ? [] : [`  time goes backwards at ${plural(found.backwards, 'message')}`]
  return [heading, ...backwards, ...found.instruments.flatMap(instrumentLines), ...damage]
}

function instrumentLines(found: InstrumentFindings): string[] {
  const { symbol, kinds, from, to, duplicates, outOfOrder, priceJumps, crossed, gaps, gapCount } = found
  const { badRows, bad, early, beforeSnapshot, rules } = found
  const rows = Object.entries(kinds).map(([kind, number]) => `${kind} ${count(number)}`)
  const faults = [
    [duplicates, 'row there twice', 'rows there twice'],
    [outOfOrder, 'row out of order', 'rows out of order'],
    [badRows, 'row that cannot be', 'rows that cannot be'],
    [crossed, 'crossed book', 'crossed books'],
    [early, 'message heard before it was sent', 'messages heard before they were sent'],
    [beforeSnapshot, 'row of the book before its first snapshot', 'rows of the book before its first snapshot'],
    [priceJumps, 'jump of the price', 'jumps of the price'],
    [gapCount, 'gap', 'gaps'],
  ] as const
  const told = faults.filter(([number]) => number > 0).map(([number, one, many]) => plural(number, one, many))
  return [
    `  ${clean(symbol)}  ${rows.join(', ')}`,
    ...(from === null || to === null ? [] : [`    ${minute(from)} → ${minute(to)} UTC`]),
    `    ${told.length === 0 ? 'nothing missing, nothing twice, all in order' : told.join(', ')}`,
    ...(rules === null ? [] : [`    ${clean(rules)}`]),
    ...bad.slice(0, shownMax).map(({ kind, time, what }) => `    ${kind}  ${minute(time)}  ${what}`),
    ...(badRows > shownMax ? [`    and ${plural(badRows - shownMax, 'more such row')}, the first 20 with --json`] : []),
    ...gaps.slice(0, shownMax).map((gap) => `    gap of ${gap.kind}  ${minute(gap.from)} → ${minute(gap.to)}`),
    ...(gapCount > shownMax ? [`    and ${plural(gapCount - shownMax, 'more gap')}, the first 20 with --json`] : []),
  ]
}
