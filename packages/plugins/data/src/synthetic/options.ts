import { BotyardError, type Micros } from '@botyard/core'
import { readTime } from '../read-time.ts'

/** What of a market can be made. */
export type SyntheticKind = 'bars' | 'trades' | 'book'

/** Which markets to make. */
export interface SyntheticOptions {
  /** Equal seeds give equal bytes; 1 when left out. */
  readonly seed?: number
  /** Names such as 'BTCUSDT'. */
  readonly symbols: readonly string[]
  /** Length; `days` or `hours`, one day when both are left out. Whole minutes count. */
  readonly days?: number
  readonly hours?: number
  /** First minute, UTC: '2024-01-01', '2024-01-01T12:00', or microseconds. */
  readonly from?: string | Micros
  /** Bars are those of one minute. */
  readonly kinds: readonly SyntheticKind[]
  /** How many stretches of 5 to 60 minutes are missing; none when left out. */
  readonly gaps?: number
  /** Messages of each book a second, 5 when left out. */
  readonly bookPerSecond?: number
  /** Takers of each market in an ordinary second, 1 when left out. */
  readonly takersPerSecond?: number
  /** Levels a side, 25 when left out. */
  readonly levels?: number
}

const minuteMicros = 60_000_000
const kindsKnown: readonly string[] = ['bars', 'trades', 'book'] satisfies SyntheticKind[]

/** Longest time that is made at once, in minutes: ten years. */
const minutesMax = 10 * 366 * 1440

/** The options with everything that was left out; what cannot be made is BY1104, or BY1109 for an unknown kind. */
export function readMarketOptions(options: SyntheticOptions) {
  const { seed = 1, symbols, kinds, gaps = 0, bookPerSecond = 5, takersPerSecond = 1, levels = 25 } = options
  const { days = 0, hours = options.days === undefined ? 24 : 0, from = '2024-01-01' } = options
  for (const kind of kinds) {
    if (!kindsKnown.includes(kind)) throw new BotyardError('BY1109', { what: 'kinds', got: kind, choices: kindsKnown.join(', ') })
  }
  const start = typeof from === 'number' ? from : readTime(from)
  const minutes = Math.floor((days * 24 + hours) * 60)
  check('seed', seed, Number.isSafeInteger(seed) && seed >= 0, 'a whole number from 0')
  check(
    'symbols',
    symbols.join(', '),
    symbols.length > 0 && new Set(symbols).size === symbols.length,
    'one name or more, each once',
  )
  check(
    'symbols',
    symbols.join(', '),
    symbols.every((symbol) => /^[A-Z0-9][A-Z0-9/_-]*$/.test(symbol)),
    'names such as BTCUSDT',
  )
  check('kinds', 'nothing', kinds.length > 0, 'one kind or more')
  check(
    'from',
    String(from),
    Number.isSafeInteger(start) && start >= 0 && start % minuteMicros === 0,
    'a whole minute such as 2024-01-01',
  )
  check('the length', `${minutes} minutes`, minutes >= 1 && minutes <= minutesMax, '1 minute to 10 years')
  check('gaps', gaps, Number.isInteger(gaps) && gaps >= 0 && gaps * 10 <= minutes, '0 or more, at most one in 10 minutes')
  check('bookPerSecond', bookPerSecond, Number.isInteger(bookPerSecond) && bookPerSecond >= 1 && bookPerSecond <= 500, '1 to 500')
  check('takersPerSecond', takersPerSecond, takersPerSecond > 0 && takersPerSecond <= 500, 'above 0, to 500')
  check('levels', levels, Number.isInteger(levels) && levels >= 5 && levels <= 1000, '5 to 1000')
  return { seed, symbols, from: start, minutes, kinds, gaps, bookPerSecond, takersPerSecond, levels }
}

function check(what: string, got: string | number, holds: boolean, range: string): void {
  if (!holds) throw new BotyardError('BY1104', { what, got, range })
}
