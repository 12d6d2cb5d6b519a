const levels = '▁▂▃▄▅▆▇█'

/** A line chart of one row of characters: the last value of each of `width` equal parts. Empty without values. */
export function sparkline(values: ArrayLike<number>, width: number): string {
  const known: number[] = []
  for (let at = 0; at < values.length; at++) if (Number.isFinite(values[at])) known.push(values[at] as number)
  if (known.length === 0) return ''
  const points = Math.min(width, known.length)
  const picked: number[] = []
  for (let at = 1; at <= points; at++) picked.push(known[Math.ceil((at * known.length) / points) - 1] ?? 0)
  const low = Math.min(...picked)
  const high = Math.max(...picked)
  // A flat line stands in the middle: at the bottom it would look like a loss.
  const step = (value: number) => (high === low ? 3 : Math.min(7, Math.floor(((value - low) / (high - low)) * 8)))
  return picked.map((value) => levels[step(value)]).join('')
}
