import { BotyardError } from '../errors/botyard-error.ts'
import { sumOf } from './moments.ts'

/** What a search among trials was worth out of sample. */
export interface Overfitting {
  /** Share of the splits, 0 to 1, in which the trial that was best in sample was no better than the middle one out of sample. */
  readonly probability: number
  /** One a split: ln(w / (1 - w)), with w the rank out of sample over the number of trials and one. 0 is the middle, negative is worse. */
  readonly logits: Float64Array
}

/** Mean of a block of returns, and the sum of their squared distances from it. */
interface Block {
  readonly count: number
  readonly mean: number
  readonly squares: number
}

/** Blocks more than this make more splits than anybody waits for: 20 make 184,756. */
const blocksMax = 20

/**
 * Probability of backtest overfitting by combinatorially symmetric cross-validation: the rows are cut into blocks, and for every choice of
 * half of them the trial with the best Sharpe ratio in sample is looked up among all trials in the other half. Bailey, Borwein, López de
 * Prado and Zhu, *The Probability of Backtest Overfitting* (2017).
 *
 * `returns` has a row a period and a column a trial. `blocks` is even; rows at the beginning that fill no block are left out. A trial
 * whose returns are all equal has the ratio 0. Of trials that are equal in sample the first is taken, and out of sample the lowest of their ranks.
 *
 * @example
 * const { probability } = overfittingOf(returnsOfTrials, { blocks: 16 })
 */
export function overfittingOf(
  returns: readonly ArrayLike<number>[],
  { blocks = 16 }: { readonly blocks?: number } = {},
): Overfitting {
  const trials = checked(returns, blocks)
  const rows = Math.floor(returns.length / blocks)
  const first = returns.length - rows * blocks
  const columns = Array.from({ length: trials }, (_, trial) =>
    Array.from({ length: blocks }, (_, block) =>
      blockOf(Float64Array.from({ length: rows }, (_, row) => returns[first + block * rows + row][trial])),
    ),
  )
  const logits = Float64Array.from(halvesOf(blocks), (inSample) => logitOf(columns, inSample))
  return { probability: logits.filter((one) => one <= 0).length / logits.length, logits }
}

function blockOf(values: Float64Array): Block {
  const mean = sumOf(values) / values.length
  return { count: values.length, mean, squares: values.reduce((sum, one) => sum + (one - mean) ** 2, 0) }
}

function logitOf(columns: readonly (readonly Block[])[], inSample: readonly boolean[]): number {
  let best = 0
  let bestRatio = Number.NEGATIVE_INFINITY
  for (const [trial, blocks] of columns.entries()) {
    const ratio = ratioOf(blocks, inSample, true)
    if (ratio > bestRatio) [best, bestRatio] = [trial, ratio]
  }
  const outside = columns.map((blocks) => ratioOf(blocks, inSample, false))
  const rank = 1 + outside.filter((ratio) => ratio < outside[best]).length
  const share = rank / (columns.length + 1)
  return Math.log(share / (1 - share))
}

/** Sharpe ratio of some of the blocks together, out of what each is alone. */
function ratioOf(blocks: readonly Block[], inSample: readonly boolean[], isIn: boolean): number {
  let count = 0
  let mean = 0
  let squares = 0
  for (let at = 0; at < blocks.length; at++) {
    if (inSample[at] !== isIn) continue
    const block = blocks[at]
    const gap = block.mean - mean
    const all = count + block.count
    squares += block.squares + (gap * gap * count * block.count) / all
    mean += (gap * block.count) / all
    count = all
  }
  return squares > 0 ? mean / Math.sqrt(squares / (count - 1)) : 0
}

/** Every choice of half of the blocks, in the order of their numbers. */
function* halvesOf(blocks: number): Generator<readonly boolean[]> {
  const chosen = Array.from({ length: blocks / 2 }, (_, at) => at)
  for (;;) {
    const isIn: boolean[] = Array(blocks).fill(false)
    for (const block of chosen) isIn[block] = true
    yield isIn
    let place = chosen.length - 1
    while (place >= 0 && chosen[place] === blocks - chosen.length + place) place--
    if (place < 0) return
    chosen[place]++
    for (let later = place + 1; later < chosen.length; later++) chosen[later] = chosen[later - 1] + 1
  }
}

/** The number of trials, or what is wrong with the question. */
function checked(returns: readonly ArrayLike<number>[], blocks: number): number {
  const trials = returns[0]?.length ?? 0
  const limits: [what: string, got: number, isRight: boolean, range: string][] = [
    ['blocks', blocks, blocks % 2 === 0 && blocks >= 2 && blocks <= blocksMax, `an even number from 2 to ${blocksMax}`],
    ['rows of returns', returns.length, returns.length >= 2 * blocks, `two for each of the blocks, ${2 * blocks}, and more`],
    ['trials', trials, trials >= 2, '2 and more'],
  ]
  for (const [what, got, isRight, range] of limits)
    if (!isRight) throw new BotyardError('BY1104', { what, got: String(got), range })
  const odd = returns.findIndex((row) => row.length !== trials)
  if (odd >= 0)
    throw new BotyardError('BY1104', {
      what: `row ${odd} of the returns`,
      got: `${returns[odd].length} long`,
      range: `one value for each of the ${trials} trials`,
    })
  return trials
}
