import { expect, test } from 'vitest'
import { closestWord } from './closest-word.ts'
import { flags } from './flags.ts'

const names = Object.keys(flags)

/** Every word that is one slip away: a letter left out, doubled, or changed places with the next. */
function slips(word: string): string[] {
  const letters = [...word]
  return letters.flatMap((letter, at) => {
    const before = word.slice(0, at)
    const after = word.slice(at + 1)
    const next = letters[at + 1]
    const swapped = next === undefined || next === letter ? [] : [`${before}${next}${letter}${word.slice(at + 2)}`]
    return [`${before}${after}`, `${before}${letter}${letter}${after}`, ...swapped]
  })
}

test('one slip of the fingers leads back to the flag', () => {
  for (const name of names.filter(({ length }) => length > 3)) {
    for (const slip of slips(name)) expect(closestWord(slip, names), slip).toBe(name)
  }
})

test('a word that is near to nothing gets no guess', () => {
  for (const word of ['', 'quantity', 'xyzzy', 'a'.repeat(1000)]) expect(closestWord(word, names), word).toBeUndefined()
})
