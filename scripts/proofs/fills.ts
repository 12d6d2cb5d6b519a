import { accountLaws } from '../../packages/adapters/sim/test/account-laws.oracle.ts'
import { fillLaws } from '../../packages/adapters/sim/test/fill-laws.oracle.ts'
import type { Proof } from '../proof.ts'

/** A generator of numbers from 0 to 1, the same for a seed. */
function chanceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Random cases of what no fill may do. */
export const proof: Proof = {
  name: 'fills',
  shows:
    'displayed lots are taken once, later and behind more never fills more or better, parts earn what the whole earns, and accounts are conserved and never below zero',
  size: 1_000_000,
  smoke: 900,
  run(size, seed) {
    const laws = Object.entries({ ...fillLaws, ...accountLaws })
    for (let at = 0; at < size; at++) {
      const [name, law] = laws[at % laws.length]
      const trouble = law(chanceOf(seed + at))
      if (trouble !== undefined)
        return { ok: false, counts: { cases: at, laws: laws.length }, trouble: `${name}, case ${at}: ${trouble}` }
    }
    return { ok: true, counts: { cases: size, laws: laws.length } }
  },
}
