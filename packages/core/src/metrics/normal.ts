/** A polynomial by its coefficients, the highest power first. */
function polynomial(at: number, coefficients: readonly number[]): number {
  let value = 0
  for (const one of coefficients) value = value * at + one
  return value
}

// Hart 1968, algorithm 5666, as printed by West, "Better approximations to cumulative normal functions", Wilmott (2005).
const hartAbove = [
  0.0352624965998911, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376,
]
const hartBelow = [
  0.0883883476483184, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831, 793.826512519948,
  440.413735824752,
]
/** From here on the fraction below has settled, and is exact where the fifteen digits above no longer are. */
const hartEnd = 2.5

// Wichura 1988, algorithm AS 241 (PPND16): the middle, the tails, and what lies beyond.
const middleAbove = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
  133.14166789178438, 3.3871328727963665,
]
const middleBelow = [
  5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
  42.31333070160091, 1,
]
const tailAbove = [
  7.745450142783414e-4, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045, 5.769497221460691,
  4.630337846156546, 1.4234371107496835,
]
const tailBelow = [
  1.0507500716444169e-9, 5.475938084995345e-4, 0.015198666563616457, 0.14810397642748008, 0.6897673349851, 1.6763848301838038,
  2.053191626637759, 1,
]
const farAbove = [
  2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
  1.7848265399172913, 5.463784911164114, 6.657904643501103,
]
const farBelow = [
  2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 7.868691311456133e-4, 0.014875361290850615,
  0.1369298809227358, 0.599832206555888, 1,
]

/**
 * Density of the standard normal distribution at `z` deviations from its middle.
 *
 * @example
 * normalDensity(0) // 0.39894...
 */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
}

/**
 * The share of a standard normal distribution below `z` deviations from its middle.
 *
 * @example
 * normalBelow(1.96) // 0.97500...
 */
export function normalBelow(z: number): number {
  const size = Math.abs(z)
  const fall = Math.exp((-size * size) / 2)
  const beyond = size < hartEnd ? (fall * polynomial(size, hartAbove)) / polynomial(size, hartBelow) : farBeyond(size)
  return z > 0 ? 1 - beyond : beyond
}

/** The share beyond, far out: the continued fraction of Laplace, where it has long settled. */
function farBeyond(size: number): number {
  let fraction = size
  for (let step = 60; step > 0; step--) fraction = size + step / fraction
  return normalDensity(size) / fraction
}

/**
 * Where a share of a standard normal distribution lies below, in deviations from its middle. Infinite at 0 and 1, no number beyond.
 *
 * @example
 * normalAt(0.99) // 2.32634...
 */
export function normalAt(share: number): number {
  const way = share - 0.5
  if (Math.abs(way) <= 0.425) {
    const at = 0.180625 - way * way
    return (way * polynomial(at, middleAbove)) / polynomial(at, middleBelow)
  }
  if (share === 0 || share === 1) return share === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  const depth = Math.sqrt(-Math.log(way < 0 ? share : 1 - share))
  const far =
    depth <= 5
      ? polynomial(depth - 1.6, tailAbove) / polynomial(depth - 1.6, tailBelow)
      : polynomial(depth - 5, farAbove) / polynomial(depth - 5, farBelow)
  return way < 0 ? -far : far
}
