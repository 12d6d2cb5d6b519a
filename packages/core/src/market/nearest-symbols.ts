import { closestWord } from '../errors/closest-word.ts'
import type { Instrument } from '../ports/instrument.ts'
import { writeSymbol } from './symbols.ts'

type Named = Pick<Instrument, 'venue' | 'kind' | 'name'>

/** Every way to write an instrument, the shortest first. */
function formsOf({ venue, kind, name }: Named): string[] {
  return [name, `${kind}:${name}`, `${venue}:${name}`, writeSymbol(venue, kind, name)]
}

/** The symbols whose full or shortened form is nearest to what was written; those of other kinds and venues with that name too. */
export function nearestSymbols(symbol: string, listed: readonly Named[]): string[] {
  const name = symbol.slice(symbol.lastIndexOf(':') + 1)
  const names = listed.map((instrument) => instrument.name)
  const near = [closestWord(symbol, listed.flatMap(formsOf)), closestWord(name, names)]
  return listed
    .filter((one) => formsOf(one).some((form) => near.includes(form)))
    .map(({ venue, kind, name }) => writeSymbol(venue, kind, name))
}

/** The nearest symbol as somebody would write it who wrote this one: no longer than it has to be. */
export function nearestForm(symbol: string, listed: readonly Named[]): string | undefined {
  const name = symbol.slice(symbol.lastIndexOf(':') + 1)
  // A name that is right is not what was mistaken.
  const same = listed.find((one) => one.name === name)
  if (same !== undefined) return `${same.kind}:${name}`
  return (
    closestWord(symbol, listed.flatMap(formsOf)) ??
    closestWord(
      name,
      listed.map((one) => one.name),
    )
  )
}
