import { MoneyColumn } from './money.ts'
import { Rounding } from './rounding.ts'

/** The largest amount: from the next one on, the nearest double is 2^103, which `hi` must stay below. */
export const largestUnits = 2n ** 103n - 2n ** 49n - 1n

/** The division of integers rounded once, as the definition says it: the reference for every operation that rounds. */
function roundedQuotient(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const negative = numerator < 0n !== denominator < 0n
  const size = numerator < 0n ? -numerator : numerator
  const divisor = denominator < 0n ? -denominator : denominator
  const whole = size / divisor
  const rest = size - whole * divisor
  const nearer = rest * 2n > divisor || (rest * 2n === divisor && whole % 2n === 1n)
  const more = rounding === Rounding.up ? rest > 0n : rounding === Rounding.halfEven && nearer
  const rounded = more ? whole + 1n : whole
  return negative ? -rounded : rounded
}

/**
 * Integers from a seed, weighted towards where limbs could go wrong: about powers of two and of ten, multiples of 2^53, numbers halfway
 * between two doubles, the ends of the range, zero, and one either side of each.
 */
export class BoundaryDraw {
  #state: number

  constructor(seed: number) {
    this.#state = seed | 0
  }

  /** An integer from zero up to, not including, `count`, which is at most 2^32. */
  below(count: number): number {
    this.#state = (this.#state + 0x9e3779b9) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return Math.floor((((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32) * count)
  }

  /** An integer of this many random bits. */
  bits(count: number): bigint {
    let drawn = 0n
    for (let have = 0; have < count; have += 32) drawn = (drawn << 32n) | BigInt(this.below(2 ** 32))
    return BigInt.asUintN(count, drawn)
  }

  /** An integer of either sign whose size is at most 2^bits, sometimes one or two more. */
  integer(bits: number): bigint {
    const size = this.#size(bits) + BigInt(this.below(2) === 0 ? 0 : this.below(5) - 2)
    return this.below(2) === 0 ? size : -size
  }

  /** An integer of either sign that is a double, of size at most 2^53, and often just below that. */
  term(): bigint {
    if (this.below(4) === 0) return 2n ** 53n - this.bits(this.below(54))
    const drawn = this.integer(this.below(54))
    return drawn > 2n ** 53n || drawn < -(2n ** 53n) ? 2n ** 53n : drawn
  }

  #size(bits: number): bigint {
    const power = this.below(3) === 0 ? bits : this.below(bits + 1)
    switch (this.below(7)) {
      case 0:
        return BigInt(this.below(20))
      case 1:
        return 2n ** BigInt(power)
      case 2:
        return this.bits(Math.max(0, bits - 53)) << 53n
      case 3:
        return 10n ** BigInt(Math.floor(power * Math.log10(2)))
      case 4:
        return power > 53 ? ((this.bits(52) | (1n << 52n)) << BigInt(power - 53)) + (1n << BigInt(power - 54)) : this.bits(power)
      case 5:
        return 2n ** BigInt(bits) - this.bits(this.below(bits))
      default:
        return this.bits(power)
    }
  }
}

/** What one operation must make of the rows `own` and `other` and two terms. */
interface Operation {
  readonly name: string
  readonly rounds?: boolean
  run(column: MoneyColumn, i: number, j: number, a: number, b: number): void
  expect(own: bigint, other: bigint, a: bigint, b: bigint): bigint
}

const operations: readonly Operation[] = [
  { name: 'clear', run: (column, i) => column.clear(i), expect: () => 0n },
  { name: 'copy', run: (column, i, j) => column.copy(i, column, j), expect: (_, other) => other },
  { name: 'setLimbs', run: (column, i, _, a, b) => column.setLimbs(i, a * 2 ** 50, b), expect: (_, __, a, b) => (a << 50n) + b },
  { name: 'addLimbs', run: (column, i, _, a, b) => column.addLimbs(i, a, b), expect: (own, _, a, b) => own + a + b },
  { name: 'add', run: (column, i, j) => column.add(i, column, j), expect: (own, other) => own + other },
  { name: 'subtract', run: (column, i, j) => column.subtract(i, column, j), expect: (own, other) => own - other },
  { name: 'negate', run: (column, i) => column.negate(i), expect: (own) => -own },
  { name: 'setProduct', run: (column, i, _, a, b) => column.setProduct(i, a, b), expect: (_, __, a, b) => a * b },
  { name: 'addProduct', run: (column, i, _, a, b) => column.addProduct(i, a, b), expect: (own, _, a, b) => own + a * b },
  { name: 'scale', run: (column, i, _, a) => column.scale(i, a), expect: (own, _, a) => own * a },
  {
    name: 'setShare',
    rounds: true,
    run: (column, i, j, a, b) =>
      column.setShare(i, column, j, Math.min(Math.abs(a), Math.abs(b)), Math.max(Math.abs(a), Math.abs(b))),
    expect: (_, other, a, b) => share(other, a < 0n ? -a : a, b < 0n ? -b : b),
  },
  ...Object.entries(Rounding).flatMap(([word, rounding]): Operation[] => [
    {
      name: `setQuotient ${word}`,
      rounds: true,
      run: (column, i, j, _, b) => column.setQuotient(i, column, j, b, rounding),
      expect: (_, other, __, b) => roundedQuotient(other, b, rounding),
    },
    {
      name: `setRate ${word}`,
      rounds: true,
      run: (column, i, j, a, b) => column.setRate(i, column, j, a, b, rounding),
      expect: (_, other, a, b) => roundedQuotient(other * a, b, rounding),
    },
  ]),
]

function share(amount: bigint, one: bigint, other: bigint): bigint {
  return one < other
    ? roundedQuotient(amount * one, other, Rounding.halfEven)
    : roundedQuotient(amount * other, one, Rounding.halfEven)
}

/**
 * Runs that many random operations against BigInt and describes the first that differs, or gives undefined.
 * An operation may read the row that it writes. A result out of range must leave the row alone and raise the flag; any other must be
 * the one pair of limbs that its value has, bit for bit, and leave the flag down.
 */
export function firstMismatch(runs: number, seed: number): string | undefined {
  const draw = new BoundaryDraw(seed)
  const column = MoneyColumn.ofLength(2)
  for (let run = 0; run < runs; run++) {
    const operation = operations[draw.below(operations.length)]
    const i = draw.below(2)
    const j = draw.below(2)
    const { a, b, amounts } = operation.rounds ? drawRatio(draw) : drawCase(draw)
    column.setUnits(1 - j, amounts[0])
    column.setUnits(j, amounts[1])
    const own = column.toUnits(i)
    const other = column.toUnits(j)
    column.overflowed = false
    operation.run(column, i, j, Number(a), Number(b))
    const expected = operation.expect(own, other, a, b)
    const fits = expected <= largestUnits && expected >= -largestUnits
    if (column.overflowed === fits || !holds(column, i, fits ? expected : own)) {
      const found = `${column.hi[i]} and ${column.lo[i]}, flag ${column.overflowed}`
      return `run ${run} of seed ${seed}: ${operation.name}, rows ${own} and ${other}, terms ${a} and ${b}: ${found}, not ${expected}`
    }
  }
  return undefined
}

/** Whether a row has exactly the limbs of an amount: the nearest double, then the rest, and no negative zero. */
export function holds(column: MoneyColumn, i: number, units: bigint): boolean {
  const hi = Number(units)
  return Object.is(column.hi[i], hi) && Object.is(column.lo[i], Number(units - BigInt(hi)))
}

/** An amount of any size in range. */
export function drawAmount(draw: BoundaryDraw): bigint {
  const drawn = draw.below(4) === 0 ? largestUnits - draw.bits(draw.below(103)) : draw.integer(draw.below(104))
  const size = drawn < 0n ? -drawn : drawn
  const units = size < largestUnits ? size : largestUnits
  return draw.below(2) === 0 ? units : -units
}

/** What an operation is run on: two terms, of which the second is not zero, and the amounts of the other row and of row `j`. */
interface Case {
  readonly a: bigint
  readonly b: bigint
  readonly amounts: readonly [bigint, bigint]
}

function drawCase(draw: BoundaryDraw): Case {
  return { a: draw.term(), b: draw.term() || 1n, amounts: [drawAmount(draw), drawAmount(draw)] }
}

/** Half of the time near a tie or a whole number, and often where guessing a quotient is at its worst. */
function drawRatio(draw: BoundaryDraw): Case {
  const plain = drawCase(draw)
  if (draw.below(4) === 0) return drawWorstGuess(draw)
  return draw.below(2) === 0 ? plain : { ...plain, amounts: [plain.amounts[0], drawNearTie(draw, plain.a, plain.b)] }
}

/**
 * A large factor, a divisor just above a power of two and an amount that leaves nearly half of it: roundings of the product, of the quotient
 * and of the guess then all weigh the most, and two of the divisor must be taken back.
 */
function drawWorstGuess(draw: BoundaryDraw): Case {
  const a = 2n ** 53n - draw.bits(draw.below(48))
  const b = ((2n ** 52n) >> BigInt(draw.below(12))) + draw.bits(38)
  const amount = b / 2n - draw.bits(draw.below(36)) + b * draw.bits(draw.below(51))
  return { a, b, amounts: [drawAmount(draw), draw.below(2) === 0 ? amount : -amount] }
}

/**
 * An amount that times `a` over `b` (or over `a`, as a share may turn out) leaves a rest of nothing, of half the divisor, or one beside these,
 * as far as what the terms have in common allows: the rest wanted, times the inverse of the factor modulo the divisor, plus whole divisors.
 */
function drawNearTie(draw: BoundaryDraw, a: bigint, b: bigint): bigint {
  const [factor, divisor] = draw.below(4) === 0 && a !== 0n ? [b, a] : [a, b]
  const size = divisor < 0n ? -divisor : divisor
  const rest = (draw.below(3) === 0 ? 0n : size / 2n) + BigInt(draw.below(3) - 1)
  const [common, inverse] = inverseModulo(factor, size)
  const period = size / common
  const near = ((rest / common) * inverse) % period
  return near + period * (drawAmount(draw) / period)
}

/** The greatest common divisor of two integers, and what times the first is that divisor modulo the second. */
function inverseModulo(factor: bigint, size: bigint): [common: bigint, inverse: bigint] {
  let [common, next, inverse, nextInverse] = [size, ((factor % size) + size) % size, 0n, 1n]
  while (next !== 0n) {
    const times = common / next
    ;[common, next] = [next, common - times * next]
    ;[inverse, nextInverse] = [nextInverse, inverse - times * nextInverse]
  }
  return [common, inverse]
}
