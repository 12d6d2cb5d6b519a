// Runs a check at its full size and writes what came of it into docs/evidence.md:
// npm run prove -- <name> [--seed N] [--size N]
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { closestWord } from '../packages/core/src/errors/closest-word.ts'
import { commitName } from './commit.ts'
import { type Evidence, evidenceLine, withEvidence } from './evidence.ts'
import { root } from './house.ts'
import { openProof, proofNames, runProof } from './proof.ts'

const kept = 'docs/evidence.md'

/** What was asked for on the command line. */
export interface ProofRequest {
  readonly name: string
  readonly seed: number | undefined
  readonly size: number | undefined
}

/** Reads the words after `prove --`, or says in one line what is wrong with them. */
export function readProofRequest(words: readonly string[]): ProofRequest | string {
  let parsed: { values: { seed?: string; size?: string }; positionals: string[] }
  try {
    parsed = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { seed: { type: 'string' }, size: { type: 'string' } },
    })
  } catch (error) {
    return (error as Error).message
  }
  const { values, positionals } = parsed
  const [name, ...others] = positionals
  if (name === undefined) return 'which proof?'
  if (others.length > 0) return `one proof at a time; "${others[0]}" is a second`
  if (!proofNames().includes(name)) {
    const closest = closestWord(name, proofNames())
    return `there is no proof "${name}"${closest === undefined ? '' : `; did you mean ${closest}?`}`
  }
  const numbers = { seed: values.seed, size: values.size }
  for (const [flag, text] of Object.entries(numbers)) {
    if (text !== undefined && !/^[1-9]\d{0,14}$/.test(text)) return `--${flag} takes a whole number above zero, not "${text}"`
  }
  const [seed, size] = [values.seed, values.size].map((text) => (text === undefined ? undefined : Number(text)))
  return { name, seed, size }
}

async function prove({ name, seed: seedGiven, size }: ProofRequest): Promise<boolean> {
  const proof = await openProof(name)
  const date = new Date().toISOString().slice(0, 10)
  // Another day, another seed: so what is run again and again does not prove the same cases each time.
  const seed = seedGiven ?? Number(date.replaceAll('-', ''))
  console.error(`${name}: ${proof.shows} (size ${size ?? proof.size}, seed ${seed})`)
  const before = performance.now()
  const proved = await runProof(proof, size ?? proof.size, seed)
  const seconds = (performance.now() - before) / 1000
  const commit = commitName(kept)
  const evidence: Evidence = { name, date, commit, seed, seconds, node: process.version, ...proved }
  console.log(evidenceLine(evidence))
  // A smaller size than the full one is a look and no evidence; a failure always is.
  if ((size ?? proof.size) >= proof.size || !proved.ok) keep(evidence)
  return proved.ok
}

function keep(evidence: Evidence): void {
  const path = join(root, kept)
  let document: string | undefined
  try {
    document = readFileSync(path, 'utf8')
  } catch {
    document = undefined
  }
  writeFileSync(path, withEvidence(document, evidence))
}

if (import.meta.main) {
  const request = readProofRequest(process.argv.slice(2))
  if (typeof request === 'string') {
    console.error(`prove: ${request}\n\nnpm run prove -- <name> [--seed N] [--size N]`)
    for (const name of proofNames()) console.error(`  ${name.padEnd(8)} ${(await openProof(name)).shows}`)
    process.exitCode = 2
  } else {
    process.exitCode = (await prove(request)) ? 0 : 1
  }
}
