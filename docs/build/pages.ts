import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cliPage } from './cli-page.ts'
import { errorPages } from './error-pages.ts'
import { optionsPage } from './options-page.ts'
import { tapeRowsPage } from './tape-rows-page.ts'

/** A page of the site by its path without an ending. */
export type Pages = Readonly<Record<string, string>>

/** Writes every page that says what the sources say already, so that it can never say something else. Returns how many there are. */
export function writePages(docs: string): number {
  const pages: Pages = {
    ...errorPages(),
    'reference/cli': cliPage(),
    'reference/options': optionsPage(),
    'reference/tape-rows': tapeRowsPage(),
    'reference/file-format': formatPage(read(docs, 'packages/plugins/columns/README.md')),
    'strategies/momentum': read(docs, 'packages/strategies/src/momentum/README.md'),
    'strategies/mean-reversion': read(docs, 'packages/strategies/src/mean-reversion/README.md'),
  }
  for (const folder of ['errors', 'strategies']) rmSync(join(docs, folder), { recursive: true, force: true })
  for (const [path, text] of Object.entries(pages)) {
    const file = join(docs, `${path}.md`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `---\nprev: false\nnext: false\n---\n\n${text.trim()}\n`)
  }
  return Object.keys(pages).length
}

function read(docs: string, path: string): string {
  return readFileSync(join(docs, '..', path), 'utf8')
}

/** The part of a package's README that a reader in another language is written from. */
function formatPage(readme: string): string {
  const from = readme.indexOf('## The format')
  if (from < 0) throw new Error('the README of the columns package no longer has a heading that begins with "The format"')
  const about = [
    '# The file format',
    'Files that end in `.byc` hold rows of the tape in columns: market data, recordings, samples. What follows is the README of the package',
    '`@botyard/columns`, and enough to write a reader in another language. The kinds of rows are in [the rows of the tape](./tape-rows.md).',
  ]
  return `${about[0]}\n\n${about[1]}\n${about[2]}\n\n${readme.slice(from)}`
}
