import type { Proved } from './proof.ts'

/** One run of a proof at its full size, as it is kept. */
export interface Evidence extends Proved {
  readonly name: string
  /** Day, UTC. */
  readonly date: string
  /** Short hash, with `+` when the tree was not clean. */
  readonly commit: string
  readonly seed: number
  readonly seconds: number
  readonly node: string
}

const opening = `# Evidence

What was proved at full size, by \`npm run prove -- <name>\`; newest last. The same name, commit and seed give the same counts.
A commit with \`+\` had changes that were not committed.

| proof | date | commit | seed | counts | seconds | node | result |
|---|---|---|---|---|---:|---|---|
`

/** The document with one more line; a document that is not there yet is begun. */
export function withEvidence(document: string | undefined, evidence: Evidence): string {
  const before = document === undefined || document.trim() === '' ? opening : document
  return `${before.trimEnd()}\n${evidenceLine(evidence)}\n`
}

/** One row of the table. */
export function evidenceLine(evidence: Evidence): string {
  const { name, date, commit, seed, counts, seconds, node, ok, trouble } = evidence
  const counted = Object.entries(counts).map(([what, count]) => `${count.toLocaleString('en-US')} ${what}`)
  const result = ok ? 'holds' : `FAILED: ${trouble ?? 'no reason given'}`
  const cells = [name, date, commit, seed, counted.join(', ') || '-', seconds.toFixed(1), node, result]
  return `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(' | ')} |`
}
