import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What came of one run of a proof. */
export interface Proved {
  readonly ok: boolean
  /** How much was gone through, by name, so that a run that met nothing can be seen. */
  readonly counts: Readonly<Record<string, number>>
  /** The first thing that was wrong, in words that lead to it. */
  readonly trouble?: string
}

/**
 * A check at its full size, which takes too long for the tests. To add one, add a file to `scripts/proofs/` that exports a `proof`
 * of the file's name.
 */
export interface Proof {
  readonly name: string
  /** What is shown when it holds, as a sentence. */
  readonly shows: string
  /** The full size, in what the proof counts. */
  readonly size: number
  /** A size for the tests: enough to meet something, little enough to wait for. Left out, the proof has no small size. */
  readonly smoke?: number
  /** The same size and seed always give the same. What it throws counts as a failure. */
  run(size: number, seed: number): Proved | Promise<Proved>
}

const folder = new URL('./proofs/', import.meta.url)

/** Names of all proofs there are. */
export function proofNames(): string[] {
  return readdirSync(fileURLToPath(folder))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => basename(file, '.ts'))
    .sort()
}

/** The proof in the file of that name. */
export async function openProof(name: string): Promise<Proof> {
  const { proof }: { proof: Proof } = await import(new URL(`${name}.ts`, folder).href)
  return proof
}

/** Runs a proof and turns what it throws into a failure that says so. */
export async function runProof(proof: Proof, size: number, seed: number): Promise<Proved> {
  try {
    return await proof.run(size, seed)
  } catch (error) {
    return { ok: false, counts: {}, trouble: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
  }
}
