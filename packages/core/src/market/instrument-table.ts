import { assert } from '../errors/assert.ts'
import { BotyardError } from '../errors/botyard-error.ts'
import type { InstrumentRules } from '../ports/instrument.ts'
import { ListedInstrument } from './listed-instrument.ts'
import { nearestSymbols } from './nearest-symbols.ts'
import { matchSymbol, readSymbol } from './symbols.ts'

/** The most instruments a bot can have: the `instrument` column of the tape is a u16. */
const instrumentsMax = 2 ** 16

/** An error lists no more symbols than this, the nearest first. */
const knownShownMax = 12

/** The instruments of a bot by the number they have on its tape, in the order in which they were added. */
export class InstrumentTable {
  readonly #listed: ListedInstrument[] = []
  readonly #bySymbol = new Map<string, ListedInstrument>()

  get count(): number {
    return this.#listed.length
  }

  /** All of them; `listed[i].index` is i. */
  get listed(): readonly ListedInstrument[] {
    return this.#listed
  }

  /** Gives an instrument its number. The same market cannot be added twice; rules that cannot be used are BY3007. */
  add(rules: InstrumentRules, account: string): ListedInstrument {
    assert(this.count < instrumentsMax, `a tape numbers at most ${instrumentsMax} instruments`)
    const made = new ListedInstrument(rules, this.count, account)
    assert(!this.#bySymbol.has(made.symbol), `${made.symbol} is in the table already`)
    this.#listed.push(made)
    this.#bySymbol.set(made.symbol, made)
    return made
  }

  /** The instrument of a number. */
  at(index: number): ListedInstrument {
    const found = this.#listed[index]
    assert(found !== undefined, `no instrument has the number ${index}`)
    return found
  }

  /**
   * The one instrument that a symbol, full or in part, can mean. Otherwise throws: BY3003 when it cannot be read, BY3002 for a venue
   * that no instrument has, BY3004 when several fit, and BY3006 with the nearest symbols first when none does.
   */
  find(symbol: string): ListedInstrument {
    const exact = this.#bySymbol.get(symbol)
    if (exact !== undefined) return exact
    const parts = readSymbol(symbol)
    if ('problem' in parts) throw new BotyardError('BY3003', { symbol, reason: parts.problem })
    const [found, ...others] = matchSymbol(symbol, this.#listed)
    if (found === undefined) throw this.#unknown(symbol, parts.venue)
    if (others.length === 0) return found
    const candidates = [found, ...others].map((instrument) => instrument.symbol)
    throw new BotyardError('BY3004', { symbol, candidates, example: found.symbol })
  }

  /**
   * Takes over tick, lot and minimums that a venue has changed while the bot runs; whatever a generation fixes must be as it was.
   * Rules that cannot be used change nothing, and what is wrong with them is returned: this is weather, so it does not throw.
   */
  applyRules(index: number, rules: InstrumentRules): string | undefined {
    const listed = this.at(index)
    const changed = fixedParts.find((part) => rules[part] !== listed[part])
    return changed === undefined ? listed.follow(rules) : `${changed} changed from ${listed[changed]} to ${rules[changed]}`
  }

  #unknown(symbol: string, venue: string | undefined): BotyardError {
    const venues = [...new Set(this.#listed.map((instrument) => instrument.venue))]
    if (venue !== undefined && !venues.includes(venue)) return new BotyardError('BY3002', { symbol, venue, known: venues })
    const closest = nearestSymbols(symbol, this.#listed)
    const known = [...new Set([...closest, ...this.#bySymbol.keys()])].slice(0, knownShownMax)
    return new BotyardError('BY3006', { symbol, known, closest })
  }
}

const fixedParts = ['venue', 'kind', 'name', 'base', 'quote', 'settle', 'contractSize', 'priceScale', 'lotScale'] as const
