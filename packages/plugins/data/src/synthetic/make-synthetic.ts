import { ColumnsWriter } from '@botyard/columns'
import type { InstrumentRules } from '@botyard/core'
import { inventInstrument } from './instruments.ts'
import { readMarketOptions, type SyntheticOptions } from './options.ts'
import { synthesize } from './synthesize.ts'

/** Names the algorithm in every file it made; it changes when equal seeds begin to give other rows. */
export const generatorName = 'botyard synthetic market 1'

/** Which markets to make, and where to. */
export interface SyntheticFileOptions extends SyntheticOptions {
  /** Path of the file. */
  readonly out: string
  /** What the recording calls itself; the symbols and kinds when left out. Files are marked synthetic whatever it is. */
  readonly name?: string
  /** Replaces a file of that name instead of refusing with BY6011. */
  readonly overwrite?: boolean
}

/** The instruments that `synthesize` numbers on its tape. */
export function inventInstruments(symbols: readonly string[]): InstrumentRules[] {
  return symbols.map((symbol) => inventInstrument(symbol).rules)
}

/** Makes markets that never were and writes them into a column file, marked synthetic. Returns its path. */
export function makeSynthetic(options: SyntheticFileOptions): string {
  const { seed, symbols, kinds } = readMarketOptions(options)
  const { out, overwrite = false, name = `SYNTHETIC ${symbols.join(' ')} ${kinds.join(' ')}` } = options
  const instruments = inventInstruments(symbols)
  const writer = new ColumnsWriter({ path: out, name, synthetic: true, generator: generatorName, seed, instruments, overwrite })
  try {
    synthesize(options, writer.tape)
    return writer.finish()
  } finally {
    writer.abandon()
  }
}
