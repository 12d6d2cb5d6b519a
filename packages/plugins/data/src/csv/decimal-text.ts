const decimal = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2}))?$/

/** Longest text that is read as a number. */
const lengthMax = 64

/** A decimal as whole digits without zeros at either end, times a power of ten; exactly what the text says. */
export interface DecimalText {
  readonly negative: boolean
  /** Empty for zero. */
  readonly digits: string
  readonly exponent: number
}

/** Takes '-12.340', '.5', '1e-7' apart; undefined for everything else, 'NaN', '1,5' and '0x10' among it. */
export function readDecimalText(text: string): DecimalText | undefined {
  const found = text.length > lengthMax ? null : decimal.exec(text)
  if (found === null) return undefined
  const [, sign, whole, fraction = '', power = '0'] = found
  if (whole === '' && fraction === '') return undefined
  const all = (whole + fraction).replace(/^0+/, '')
  const digits = all.replace(/0+$/, '')
  const exponent = Number(power) - fraction.length + all.length - digits.length
  return { negative: sign === '-' && digits !== '', digits, exponent: digits === '' ? 0 : exponent }
}

/** Decimals that are needed to write the number. */
export function decimalPlaces({ exponent }: DecimalText): number {
  return Math.max(0, -exponent)
}

/** The number as a double, the nearest one. */
export function numberOf({ negative, digits, exponent }: DecimalText): number {
  return Number(`${negative ? '-' : ''}${digits || '0'}e${exponent}`)
}

/**
 * Whole units of 10^-places. The one rounding there can be, to the nearest unit and half to even, happens only where the text is finer
 * than a unit. NaN beyond 2^53.
 */
export function unitsOf({ negative, digits, exponent }: DecimalText, places: number): number {
  const shift = exponent + places
  const units = shift >= 0 ? Number(digits + '0'.repeat(Math.min(shift, 20))) : roundedUnits(digits, -shift)
  if (!(units <= Number.MAX_SAFE_INTEGER)) return Number.NaN
  return negative ? -units : units
}

function roundedUnits(digits: string, cut: number): number {
  const kept = Number(digits.slice(0, -cut))
  const rest = digits.slice(-cut).padStart(cut, '0')
  const half = `5${'0'.repeat(cut - 1)}`
  const up = rest > half || (rest === half && kept % 2 === 1)
  return up ? kept + 1 : kept
}
