import { firstMismatch } from '../../packages/core/src/orders/money.oracle.ts'
import type { Proof } from '../proof.ts'

/** Amounts of two limbs against BigInt. */
export const proof: Proof = {
  name: 'money',
  shows: 'every operation on amounts gives what BigInt gives, limb for limb, at the edges above all',
  size: 5_000_000,
  smoke: 900,
  run(size, seed) {
    const trouble = firstMismatch(size, seed)
    return { ok: trouble === undefined, counts: { operations: size }, ...(trouble === undefined ? {} : { trouble }) }
  },
}
