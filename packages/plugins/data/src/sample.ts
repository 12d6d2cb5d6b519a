import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeSynthetic } from './synthetic/make-synthetic.ts'

/** The two files that come with the package: 90 days of one-minute bars, and an hour of book, trades and bars. */
export type SampleName = 'bars' | 'book'

const files: Readonly<Record<SampleName, string>> = { bars: 'btcusdt-bars.byc', book: 'btcusdt-book.byc' }

/** Where an embedded sample stands. It is synthetic: no market ever traded like this. */
export function samplePath(name: SampleName): string {
  return fileURLToPath(new URL(`../sample/${files[name]}`, import.meta.url))
}

/** Makes the embedded samples again, byte for byte, in a folder; returns their paths. */
export function makeSample(outFolder: string): string[] {
  const market = { seed: 1, symbols: ['BTCUSDT'], from: '2024-01-01', overwrite: true }
  const bars = makeSynthetic({ ...market, days: 90, kinds: ['bars'], out: join(outFolder, files.bars) })
  const kinds = ['bars', 'trades', 'book'] as const
  const book = makeSynthetic({ ...market, hours: 1, kinds, takersPerSecond: 2, out: join(outFolder, files.book) })
  return [bars, book]
}
