import * as risk from '@botyard/risk'
import * as strategies from '@botyard/strategies'
import { countSlips, typedWords } from '../../packages/core/src/errors/typos.oracle.ts'
import type { Proof } from '../proof.ts'

/** Names of what the packages define, and of its options, as they are today. */
function definedNames(): string[] {
  return [...Object.values(strategies), ...Object.values(risk)].flatMap((made: unknown) => {
    const definition = (made as { definition?: { name: string; options?: object } }).definition
    return definition === undefined ? [] : [definition.name, ...Object.keys(definition.options ?? {})]
  })
}

/** Suggestions for names with a slip of the fingers in them. */
export const proof: Proof = {
  name: 'typos',
  shows: 'nine of ten slips (dropped, doubled, swapped, a key beside, case) in names and codes lead back to the right one',
  size: 10_000,
  smoke: 900,
  run(size, seed) {
    const words = [...new Set([...typedWords, ...definedNames()])]
    const { all, bySort } = countSlips(words, size, seed)
    const sorts = Object.entries({ all, ...bySort })
    const poor = sorts.find(([, { made, undone }]) => !(undone >= made * 0.9))
    return {
      ok: poor === undefined,
      counts: { words: words.length, slips: all.made, undone: all.undone },
      ...(poor === undefined ? {} : { trouble: `${poor[1].undone} of ${poor[1].made} (${poor[0]}) were undone` }),
    }
  },
}
