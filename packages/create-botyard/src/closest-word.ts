/**
 * The known word that was most likely meant, or undefined when none is near: at most one wrong letter in three, where two letters that
 * changed places count as one.
 */
export function closestWord(word: string, known: readonly string[]): string | undefined {
  const typed = word.toLowerCase().slice(0, 40)
  let best: string | undefined
  let nearest = Number.POSITIVE_INFINITY
  for (const candidate of known) {
    const far = wrongLetters(typed, candidate.toLowerCase())
    if (far > Math.max(1, Math.max(candidate.length, typed.length) / 3) || far >= nearest) continue
    best = candidate
    nearest = far
  }
  return best
}

function wrongLetters(from: string, to: string): number {
  let before: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, j) => j)
  for (let i = 1; i <= from.length; i++) {
    const now = [i]
    for (let j = 1; j <= to.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      let cost = Math.min(replaced, (last[j] ?? 0) + 1, (now[j - 1] ?? 0) + 1)
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      now.push(cost)
    }
    before = last
    last = now
  }
  return last[to.length] ?? 0
}
