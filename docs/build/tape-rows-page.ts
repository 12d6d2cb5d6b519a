import { Column, tapeKinds } from '@botyard/core'
import { markdownTable, plain } from './markdown.ts'

/** The rows of the tape, from the table that engine, recorder and file format read. */
export function tapeRowsPage(): string {
  const rows = tapeKinds.map(({ kind, name, columns, writer, meaning, heard }) => [
    String(kind),
    `\`${name}\``,
    writer,
    columnsOf(columns),
    plain(meaning),
    heardBy(heard),
  ])
  return [
    '# The rows of the tape',
    'Every row has a kind, flags, two times and a sequence; the two times and the sequence are those of its message. Prices are whole units of the',
    'instrument, quantities whole lots, money two limbs in `a` and `b`. Numbers of kinds are part of the [file format](./file-format.md) and never',
    'change meaning; 34 to 41 are spare. What the tape is for is told in [the tape](../concepts/tape.md).',
    markdownTable(['number', 'kind', 'written by', 'columns', 'meaning', 'heard by'], rows),
  ].join('\n\n')
}

/** Callbacks are code; a sentence says why there is none. */
function heardBy(heard: string): string {
  return /^on[A-Z]\w+$/.test(heard) ? `\`${heard}\`` : plain(heard)
}

function columnsOf(mask: number): string {
  return Object.entries(Column)
    .filter(([, bit]) => (mask & bit) !== 0)
    .map(([name]) => name)
    .join(', ')
}
