// Measures at full size and writes bench/claims.md: npm run bench [name …] [--size N]
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { closestWord } from '@botyard/core'
import { commitName } from '../scripts/commit.ts'
import { root } from '../scripts/house.ts'
import { benchNames, openBench } from './benches.ts'
import { type Circumstances, resultTable, withClaims } from './claims.ts'
import { measure } from './harness.ts'

const claims = 'bench/claims.md'

function readWords(words: readonly string[]): { names: string[]; size: number | undefined } | string {
  try {
    const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options: { size: { type: 'string' } } })
    const known = benchNames()
    const stranger = positionals.find((name) => !known.includes(name))
    if (stranger !== undefined) {
      const closest = closestWord(stranger, known)
      return `there is no bench "${stranger}"${closest === undefined ? '' : `; did you mean ${closest}?`} Known: ${known.join(', ')}`
    }
    if (values.size !== undefined && !/^[1-9]\d{0,9}$/.test(values.size))
      return `--size takes a whole number above zero, not "${values.size}"`
    return {
      names: positionals.length > 0 ? positionals : known,
      size: values.size === undefined ? undefined : Number(values.size),
    }
  } catch (error) {
    return (error as Error).message
  }
}

/** Measures one bench; true when contenders agreed and the result was the pinned one. A bar that is not reached is told and no failure. */
async function runBench(name: string, size: number | undefined, circumstances: Circumstances): Promise<boolean> {
  const bench = await openBench(name)
  const missing = bench.missing?.()
  if (missing !== undefined) {
    console.error(`${name}: left out, ${missing} is not there`)
    return false
  }
  const result = await measure(bench, size ?? bench.full.count)
  console.log(`${resultTable(result)}\n`)
  if (result.disagreement !== undefined) {
    console.error(`${name}: ${result.disagreement}`)
    return false
  }
  if (size !== undefined && size !== bench.full.count) return true
  if (result.hash !== bench.full.hash) {
    console.error(`${name}: the result has the hash ${result.hash}, and ${bench.full.hash} is pinned`)
    return false
  }
  const path = join(root, claims)
  writeFileSync(path, withClaims(textOf(path), result, circumstances))
  return true
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

const asked = readWords(process.argv.slice(2))
if (typeof asked === 'string') {
  console.error(`bench: ${asked}`)
  process.exitCode = 2
} else {
  const [cpu] = cpus()
  const circumstances: Circumstances = {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} x ${cpu?.model.trim() ?? 'unknown processor'}`,
    node: process.version,
    commit: commitName(claims),
  }
  for (const name of asked.names) {
    if (!(await runBench(name, asked.size, circumstances))) process.exitCode = 1
  }
}
