import { BotyardError } from '@botyard/core'

/** A position to leave, and what leaving costs. Time is in any unit that all of it is told in, mostly days; prices are absolute. */
export interface ExecutionProblem {
  /** Units to sell; negative to buy. */
  readonly size: number
  readonly time: number
  /** Trades the time is cut into. */
  readonly steps: number
  /** Of the price, in price per root of time. */
  readonly volatility: number
  /** Price given up for each unit a time traded, and gone with the trade. */
  readonly temporary: number
  /** Price moved for good by each unit traded. */
  readonly permanent: number
  /** Fixed price given up by each unit: half the spread and the fee. */
  readonly fixed: number
}

/** What a list of trades is expected to cost, in the currency of the price. */
export interface ScheduleCost {
  readonly expected: number
  readonly variance: number
  readonly deviation: number
}

/** How to leave a position. */
export interface ExecutionSchedule extends ScheduleCost {
  /** Units held, at the start and after each step: one more than there are steps. */
  readonly holdings: Float64Array
  /** Units traded in each step. */
  readonly trades: Float64Array
  /** Time of a step. */
  readonly stepTime: number
  /** Temporary impact less what of the permanent one falls into the same step. */
  readonly steppedTemporary: number
  /** How urgent it is, per time: for trades in steps, and in the limit of no steps at all. 0 where risk costs nothing. */
  readonly urgency: number
  readonly limitUrgency: number
  /** Time in which the position falls by the factor e, for both; null where it falls on a line or faster towards the end. */
  readonly halfLife: number | null
  readonly limitHalfLife: number | null
  /** Expected cost and risk aversion times variance: what the schedule makes smallest. */
  readonly utility: number
}

/**
 * The best schedule for leaving a position at a risk aversion, per unit of currency: cost expected and variance weigh against each other.
 * Almgren and Chriss, *Optimal Execution of Portfolio Transactions* (2000). At an aversion of 0 the trades are equal; above it they begin
 * large, below it they end large.
 *
 * @example
 * const { trades } = optimalSchedule(
 *   { size: 1e6, time: 5, steps: 5, volatility: 0.95, temporary: 2.5e-6, permanent: 2.5e-7, fixed: 0.0625 },
 *   1e-6,
 * ) // 458,044 then 252,101 then 141,957 …
 */
export function optimalSchedule(problem: ExecutionProblem, aversion: number): ExecutionSchedule {
  const { size, time, steps, volatility } = problem
  const { stepTime, steppedTemporary } = stepsOf(problem)
  const squared = (aversion * volatility * volatility) / steppedTemporary
  const limitUrgency = Math.sqrt(Math.abs(squared))
  // Half angles: cosh(u) - 1 would lose the digits of a small urgency.
  const half = (limitUrgency * stepTime) / 2
  const urgency = ((squared < 0 ? Math.asin(half) : Math.asinh(half)) * 2) / stepTime
  if (!(squared >= 0 || urgency * time < Math.PI))
    throw limit('aversion', aversion, 'not so far below 0 that selling out and buying back would pay')
  const holdings = Float64Array.from({ length: steps + 1 }, (_, step) => size * shareLeft(squared, urgency, time, steps, step))
  const trades = Float64Array.from({ length: steps }, (_, step) => holdings[step] - holdings[step + 1])
  const cost = scheduleCost(trades, problem)
  const life = (rate: number) => (squared > 0 ? 1 / rate : null)
  return {
    holdings,
    trades,
    stepTime,
    steppedTemporary,
    urgency,
    limitUrgency,
    halfLife: life(urgency),
    limitHalfLife: life(limitUrgency),
    ...cost,
    utility: cost.expected + aversion * cost.variance,
  }
}

/**
 * What trades are expected to cost against the price at the start, and how far it may turn out otherwise. They are one a step, and sum up
 * to the size. What is left after a step bears the risk of it, so what is traded in the first step bears none.
 *
 * @example
 * scheduleCost([1e6, 0, 0, 0, 0], problem).expected // all at once: 2,562,500, without risk
 */
export function scheduleCost(trades: ArrayLike<number>, problem: ExecutionProblem): ScheduleCost {
  const { size, permanent, fixed, volatility } = problem
  const { stepTime, steppedTemporary } = stepsOf(problem)
  let left = size
  let traded = 0
  let squares = 0
  let risk = 0
  for (let step = 0; step < trades.length; step++) {
    traded += Math.abs(trades[step])
    squares += trades[step] ** 2
    left -= trades[step]
    risk += left * left
  }
  const expected = (permanent * size * size) / 2 + fixed * traded + (steppedTemporary / stepTime) * squares
  const variance = volatility * volatility * stepTime * risk
  return { expected, variance, deviation: Math.sqrt(variance) }
}

/** The share of the position that is held after a step: a ratio of two sinh, sin, or lengths of a line. */
function shareLeft(squared: number, urgency: number, time: number, steps: number, step: number): number {
  const left = time * (1 - step / steps)
  if (squared === 0) return 1 - step / steps
  if (squared < 0) return Math.sin(urgency * left) / Math.sin(urgency * time)
  // sinh(a) / sinh(b) without its overflow, which a very urgent schedule would meet.
  return (Math.exp(urgency * (left - time)) * Math.expm1(-2 * urgency * left)) / Math.expm1(-2 * urgency * time)
}

function stepsOf({ time, steps, temporary, permanent }: ExecutionProblem): { stepTime: number; steppedTemporary: number } {
  if (!(time > 0)) throw limit('time', time, 'above 0')
  if (!(Number.isInteger(steps) && steps >= 1)) throw limit('steps', steps, 'a whole number from 1')
  const stepTime = time / steps
  const steppedTemporary = temporary - (permanent * stepTime) / 2
  if (!(steppedTemporary > 0)) throw limit('temporary', temporary, `above half of what a step of ${stepTime} moves for good`)
  return { stepTime, steppedTemporary }
}

function limit(what: string, got: number, range: string): BotyardError {
  return new BotyardError('BY1104', { what: `${what} of the schedule`, got: String(got), range })
}
