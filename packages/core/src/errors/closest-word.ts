const rows = ['1234567890-', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const costs = { case: 0.1, separator: 0.2, doubled: 0.5, neighbour: 0.6, swap: 0.7, other: 1 } as const

// The keys beside, above and below each key. The rows of a keyboard are shifted by about half a key.
const beside = new Map<string, string>()
for (const [r, row] of rows.entries()) {
  for (let i = 0; i < row.length; i++) {
    const key = row[i] ?? ''
    for (const other of [row[i + 1], rows[r + 1]?.[i], rows[r + 1]?.[i - 1]]) {
      if (other === undefined) continue
      beside.set(key, (beside.get(key) ?? '') + other)
      beside.set(other, (beside.get(other) ?? '') + key)
    }
  }
}

/** A word with what is asked of its letters again and again. */
interface Spelled {
  readonly letters: readonly string[]
  readonly low: readonly string[]
  /** What it costs that the other word lacks this letter. */
  readonly extra: readonly number[]
}

function spell(word: string): Spelled {
  const letters = Array.from({ length: word.length }, (_, i) => word[i] ?? '')
  const low = letters.map((letter) => letter.toLowerCase())
  const extra = low.map((letter, i) => {
    if (letter === '-' || letter === '_' || letter === '.' || letter === ' ') return costs.separator
    return letter === low[i - 1] ? costs.doubled : costs.other
  })
  return { letters, low, extra }
}

// A slip to a key beside the right one costs less than any other letter, and another case nearly nothing.
function replaceCost(from: Spelled, i: number, to: Spelled, j: number): number {
  if (from.letters[i] === to.letters[j]) return 0
  const low = from.low[i] ?? ''
  if (low === to.low[j]) return costs.case
  return beside.get(low)?.includes(to.low[j] ?? '') ? costs.neighbour : costs.other
}

/**
 * How far a slip of the fingers leads from one word to the other; 0 is the same word, 1 about one wrong letter. What is farther than
 * `most` may come out as Infinity.
 */
export function typingDistance(fromWord: string, toWord: string, most = Infinity): number {
  return distance(spell(fromWord), spell(toWord), most)
}

function distance(from: Spelled, to: Spelled, most: number): number {
  let before: number[] = []
  let last = [0]
  for (const [j, missing] of to.extra.entries()) last.push((last[j] ?? 0) + missing)
  for (const [i, extra] of from.extra.entries()) {
    const now = [(last[0] ?? 0) + extra]
    let least = now[0] ?? 0
    for (let j = 0; j < to.extra.length; j++) {
      const replaced = (last[j] ?? 0) + replaceCost(from, i, to, j)
      let cost = Math.min(replaced, (last[j + 1] ?? 0) + extra, (now[j] ?? 0) + (to.extra[j] ?? 0))
      // Two letters that changed places; they may have changed their case too, since the hand was on the shift key.
      if (i > 0 && j > 0 && from.low[i] === to.low[j - 1] && from.low[i - 1] === to.low[j]) {
        const crossed = replaceCost(from, i, to, j - 1) + replaceCost(from, i - 1, to, j)
        cost = Math.min(cost, (before[j - 1] ?? 0) + costs.swap + crossed)
      }
      now.push(cost)
      if (cost < least) least = cost
    }
    // A row costs at most one letter more than the row before it, so here both rows that a later one builds on are beyond `most`.
    if (least > most + costs.other) return Infinity
    before = last
    last = now
  }
  return last[to.extra.length] ?? 0
}

// Beyond about a third of the letters a guess is more confusing than none; of a very short word only a near key may differ.
function limit(length: number): number {
  if (length <= 2) return costs.neighbour
  return Math.max(1, Math.min(3, length * 0.34))
}

/** The known word that was most likely meant, or undefined when none is near. Of equally near ones the first counts. */
export function closestWord(word: string, known: readonly string[]): string | undefined {
  if (word.length > 100) return undefined
  const typed = spell(word)
  let best: string | undefined
  let nearest = Infinity
  for (const candidate of known) {
    const most = limit(Math.max(candidate.length, word.length))
    if (Math.abs(candidate.length - word.length) * costs.separator > most) continue
    const far = distance(typed, spell(candidate), Math.min(most, nearest))
    if (far > most || far >= nearest) continue
    best = candidate
    nearest = far
  }
  return best
}
