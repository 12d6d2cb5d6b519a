import { checkBooks } from '../../packages/core/src/market/book.oracle.ts'
import type { Proof } from '../proof.ts'

/** Books against naive ones, with a window of the usual size and with the smallest. */
export const proof: Proof = {
  name: 'book',
  shows: 'a book equals a sorted map after every message while its window moves, levels lie far away and sides cross',
  size: 5_000_000,
  smoke: 900,
  run(size, seed) {
    const usual = checkBooks(size, seed)
    const small = checkBooks(Math.ceil(size / 4), seed + 1, { windowUnits: 1024, farLevelsMax: 2048 })
    const counts = {
      updates: usual.updates + small.updates,
      messages: usual.messages + small.messages,
      moves: usual.moves + small.moves,
      farMost: Math.max(usual.farMost, small.farMost),
      crossed: usual.crossed + small.crossed,
    }
    const unmet = Object.entries(counts).find(([, count]) => count === 0)
    return unmet === undefined ? { ok: true, counts } : { ok: false, counts, trouble: `no ${unmet[0]} were met` }
  },
}
