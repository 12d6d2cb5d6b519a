import { countSlips } from '../../packages/core/src/errors/typos.oracle.ts'
import type { Proof } from '../proof.ts'
import { typedNames } from '../typed-names.ts'

/** Sorts of slips, and lists of names, that were met less often say nothing by themselves. */
const madeLeast = 50

/** Suggestions for names with a slip of the fingers in them. */
export const proof: Proof = {
  name: 'typos',
  shows:
    'nine of ten slips (dropped, doubled, swapped, a key beside, case) in every name that is typed lead back to the right one',
  size: 10_000,
  smoke: 900,
  run(size, seed) {
    const realms = typedNames()
    const { all, bySort } = countSlips(realms, size, seed)
    const words = [...new Set(realms.flatMap((realm) => realm.words))]
    // Harder than it ever is: every name of everything in one list.
    const { all: inOne } = countSlips([{ name: 'one list', words }], size, seed)
    const sorts = Object.entries({ all, ...bySort, 'one list': inOne }).filter(([, { made }]) => made >= madeLeast)
    const poor = sorts.find(([, { made, undone }]) => !(undone >= made * 0.9))
    return {
      ok: poor === undefined && all.made >= 600,
      counts: {
        words: words.length,
        lists: realms.length,
        slips: all.made,
        undone: all.undone,
        'undone in one list': inOne.undone,
      },
      ...(poor === undefined ? {} : { trouble: `${poor[1].undone} of ${poor[1].made} (${poor[0]}) were undone` }),
    }
  },
}
