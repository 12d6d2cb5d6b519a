import { createHash } from 'node:crypto'
import { CollectionLog } from './collections.ts'

/** What a contender made of its input, as plain data; those that are compared must make the same. */
export type Outcome = readonly (number | string | boolean | null)[]

/** One way to do the work of a bench. */
export interface Contender<Input> {
  readonly name: string
  /** Ours, what users would take instead, or a bound that does less work and is therefore not compared. */
  readonly role: 'ours' | 'peer' | 'yardstick'
  /** Makes everything ready, untimed, once per round, and returns the work that is timed. */
  ready(input: Input): () => Outcome | Promise<Outcome>
}

/** How much is done in one round, and the hash of what comes out: a bench whose result changes says so. */
export interface Size {
  /** In the units of the bench. */
  readonly count: number
  /** As `hashOf` gives it, of the first round; a wrong one is printed beside the right one. */
  readonly hash: string
}

/** Something that is promised of a bench. */
export interface Bar {
  /** As it is printed, with its number: `P2: <= 20 ns`. */
  readonly text: string
  met(result: BenchResult): boolean
}

/** A benchmark: a file `bench/<name>.bench.ts` exports one as `bench`, and nothing else is needed to add it. */
export interface Bench<Input> {
  readonly name: string
  /** What is measured, as a sentence. */
  readonly about: string
  /** What is counted, in the singular: 'level update'. */
  readonly unit: string
  /** Small enough for the tests. */
  readonly smoke: Size
  readonly full: Size
  /** Timed rounds; 9 when left out, and never under 5. */
  readonly rounds?: number
  /** Rounds before the timed ones; 2 when left out. */
  readonly warmUps?: number
  readonly bars?: readonly Bar[]
  /** What is needed and not there, such as a build or a recording; the bench is then left out, and that is said. */
  missing?(): string | undefined
  /** Makes what all contenders are given, from a seed of its own. */
  prepare(count: number): Input | Promise<Input>
  readonly contenders: readonly Contender<Input>[]
}

/** One timed round of one contender. */
export interface Round {
  /** Nanoseconds per unit. */
  readonly nanos: number
  /** Young collections while it ran. */
  readonly young: number
  /** All other collections. */
  readonly old: number
}

/** What was measured of one contender. */
export interface Measured {
  readonly name: string
  readonly role: Contender<unknown>['role']
  readonly rounds: readonly Round[]
  /** Nanoseconds per unit: the median and the best of the rounds. */
  readonly median: number
  readonly best: number
}

/** What came of a bench. */
export interface BenchResult {
  readonly name: string
  readonly about: string
  readonly unit: string
  readonly count: number
  /** Hash of what ours made in the first round. */
  readonly hash: string
  /** The first round in which two that are compared made different things, in words. */
  readonly disagreement?: string
  readonly ours: Measured
  readonly others: readonly Measured[]
  /** Each bar with whether it was met. */
  readonly bars: readonly { readonly text: string; readonly met: boolean }[]
  /** How many times as long as ours another contender takes, by medians of the same rounds. */
  ratio(name: string): number
}

/** The fewest rounds a median is taken of. */
const roundsMin = 5

/** Runs all contenders in turn, round by round in one process, so that what slows the machine slows them all. */
export async function measure<Input>(bench: Bench<Input>, count: number, rounds = bench.rounds ?? 9): Promise<BenchResult> {
  const { contenders, warmUps = 2 } = bench
  const input = await bench.prepare(count)
  const log = new CollectionLog()
  const measured = new Map<string, Round[]>(contenders.map(({ name }) => [name, []]))
  let hash = ''
  let disagreement: string | undefined
  for (let round = -warmUps; round < rounds; round++) {
    const made = new Map<string, string>()
    for (const [turn] of contenders.entries()) {
      // Everyone has every place in the order once, because what runs first finds other caches.
      const contender = contenders[(turn + round + warmUps) % contenders.length]
      const work = contender.ready(input)
      const { outcome, nanos, young, old } = await log.watch(work)
      if (round >= 0) measured.get(contender.name)?.push({ nanos: nanos / count, young, old })
      if (contender.role !== 'yardstick') made.set(contender.name, JSON.stringify(outcome))
      if (contender.role === 'ours' && hash === '') hash = hashOf(outcome)
    }
    disagreement ??= differenceIn(made)
  }
  log.close()
  return resultOf(bench, count, hash, measured, disagreement)
}

/** The hash that is pinned for a result. */
export function hashOf(outcome: Outcome): string {
  return createHash('sha256').update(JSON.stringify(outcome)).digest('hex').slice(0, 16)
}

/** Whether a bench is put together in a way that can be measured; the first thing that is wrong, or undefined. */
export function troubleIn(bench: Bench<unknown>): string | undefined {
  const { contenders, rounds = roundsMin, smoke, full } = bench
  const names = new Set(contenders.map(({ name }) => name))
  if (names.size !== contenders.length) return 'two contenders have one name'
  if (contenders.filter(({ role }) => role === 'ours').length !== 1) return 'exactly one contender is ours'
  if (rounds < roundsMin) return `a median of ${rounds} rounds says little: take ${roundsMin} or more`
  if (!(smoke.count >= 1 && full.count > smoke.count)) return 'the full size is not larger than the smoke size'
  return undefined
}

/** The middle value; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}

function differenceIn(made: ReadonlyMap<string, string>): string | undefined {
  const [first, ...rest] = made
  const other = rest.find(([, outcome]) => outcome !== first?.[1])
  if (first === undefined || other === undefined) return undefined
  return `${first[0]} made ${cut(first[1])} and ${other[0]} made ${cut(other[1])}`
}

function cut(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

function resultOf<Input>(
  bench: Bench<Input>,
  count: number,
  hash: string,
  rounds: ReadonlyMap<string, Round[]>,
  disagreement: string | undefined,
): BenchResult {
  const all = bench.contenders.map(({ name, role }): Measured => {
    const own = rounds.get(name) ?? []
    const nanos = own.map((round) => round.nanos)
    return { name, role, rounds: own, median: median(nanos), best: Math.min(...nanos) }
  })
  const ours = all.find(({ role }) => role === 'ours') as Measured
  const others = all.filter((one) => one !== ours)
  const { name, about, unit } = bench
  const result: BenchResult = {
    name,
    about,
    unit,
    count,
    hash,
    ours,
    others,
    bars: [],
    ratio: (other) => (others.find((one) => one.name === other)?.median ?? Number.NaN) / ours.median,
    ...(disagreement === undefined ? {} : { disagreement }),
  }
  return { ...result, bars: (bench.bars ?? []).map((bar) => ({ text: bar.text, met: bar.met(result) })) }
}
