// Writes the options tables of the READMEs from the declarations, so that they cannot tell of another program:
// node --conditions=@botyard/source scripts/options-tables.ts [--check]
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describeOptions, type OptionSet, optionsTable } from '@botyard/core'
import { meanReversion, momentum } from '@botyard/strategies'

const opening = '<!-- options -->'
const closing = '<!-- /options -->'

/** Which declaration stands in which README, by its path from the root of the repository. */
const tables: Readonly<Record<string, OptionSet | undefined>> = {
  'packages/strategies/src/momentum/README.md': momentum.definition.options,
  'packages/strategies/src/mean-reversion/README.md': meanReversion.definition.options,
}

/** The document with a table between its markers, or undefined when it has no such place. */
export function withTable(document: string, table: string): string | undefined {
  const from = document.indexOf(opening)
  const to = document.indexOf(closing, from)
  if (from < 0 || to < 0) return undefined
  return `${document.slice(0, from + opening.length)}\n${table}\n${document.slice(to)}`
}

/** The READMEs whose table is not the declared one; each comes with the document as it should be, or without when it has no markers. */
export function staleTables(): { readonly path: string; readonly wanted: string | undefined }[] {
  const all = Object.entries(tables).map(([path, declared]) => {
    const document = readFileSync(fromRoot(path), 'utf8')
    return { path, document, wanted: withTable(document, optionsTable(describeOptions(declared ?? {}))) }
  })
  return all.filter(({ document, wanted }) => wanted !== document).map(({ path, wanted }) => ({ path, wanted }))
}

function fromRoot(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url))
}

if (import.meta.main) {
  const check = process.argv.includes('--check')
  for (const { path, wanted } of staleTables()) {
    if (wanted !== undefined && !check) {
      writeFileSync(fromRoot(path), wanted)
      console.log(`written: ${path}`)
      continue
    }
    console.error(
      wanted === undefined ? `${path} has no ${opening} … ${closing}` : `${path} is stale: run scripts/options-tables.ts`,
    )
    process.exitCode = 1
  }
}
