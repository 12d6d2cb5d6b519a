import { firstLedgerMismatch } from '../../packages/core/src/orders/ledger.oracle.ts'
import type { Proof } from '../proof.ts'

/** The ledger against one of BigInt. */
export const proof: Proof = {
  name: 'ledger',
  shows: 'linear, inverse and spot fills of many owners with fees in any coin are booked to the unit, over saves and restores',
  size: 1_000_000,
  smoke: 900,
  run(size, seed) {
    const trouble = firstLedgerMismatch(size, seed)
    return { ok: trouble === undefined, counts: { fills: size }, ...(trouble === undefined ? {} : { trouble }) }
  },
}
