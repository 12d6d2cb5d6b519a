import type { Duration } from '@botyard/core'
import type { CsvKind } from './columns.ts'

/** What to import, and how it is to be understood. */
export interface CsvImportOptions {
  readonly file: string
  readonly kind: CsvKind
  /** Name of the instrument: 'BTCUSDT', or with its sort as in 'spot:BTCUSDT'; linear when left out. */
  readonly symbol: string
  /** Length of a bar; the most frequent step of the file when left out. */
  readonly interval?: Duration
  /** Smallest step of prices; by the decimals of the file when left out. */
  readonly tick?: number
  /** Smallest step of quantities; by the decimals of the file when left out. */
  readonly lot?: number
  /** Which end of a bar its time is: the open when left out. */
  readonly time?: 'open' | 'close'
  /** Path of the column file. */
  readonly out: string
  /** Leaves bad lines out and counts them, instead of importing nothing. */
  readonly skipBad?: boolean
  readonly overwrite?: boolean
}
