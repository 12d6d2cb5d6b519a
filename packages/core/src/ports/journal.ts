import { token } from './token.ts'

/** How safe a record must be before what it describes may leave: against a kill of the process, or against a power cut. */
export type Durability = 'written' | 'synced'

/** Everything the bot decided, in order, before it is sent. Append only. It never throws: a disk that refuses halts new exposure. */
export interface Journal {
  /** Number of the record. The bytes are copied. */
  append(bytes: Uint8Array, level: Durability): number
  /** After the drain: asks for everything appended to become as safe as it was asked to be. */
  flush(): void
  /** `hear` is told the highest record that is that safe; it may happen within `flush`, never within `append`. */
  released(hear: (record: number) => void): void
  /** Every intact record, oldest first. */
  replay(hear: (bytes: Uint8Array) => void): void
  /** Hex digest of every record so far; equal digests mean equal decisions. */
  digest(): string
}
/** The journal of the bot, for `requires` and `provides`. */
export const Journal = token<Journal>('Journal')
