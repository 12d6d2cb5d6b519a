import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Bench } from './harness.ts'

const folder = new URL('./', import.meta.url)
const ending = '.bench.ts'

/** Names of all benches there are. */
export function benchNames(): string[] {
  return readdirSync(fileURLToPath(folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => basename(file, ending))
    .sort()
}

/** The bench in the file of that name. */
export async function openBench(name: string): Promise<Bench<unknown>> {
  const { bench }: { bench: Bench<unknown> } = await import(new URL(`${name}${ending}`, folder).href)
  return bench
}
