import { existsSync } from 'node:fs'
import { posix } from 'node:path'
import { type HouseFile, houseFiles } from './house.ts'

/** A fenced block of a document. */
export interface Block {
  /** 'README.md:12' */
  readonly place: string
  readonly language: string
  readonly text: string
}

/**
 * Documents that users read. The READMEs of packages are left to scripts/check-packages.ts, which compiles each of their blocks as it stands,
 * because they are read without the repository around them.
 */
export function documents(): HouseFile[] {
  return houseFiles(/\.md$/).filter(({ path }) => !/\/templates\/|^packages\/(?:[^/]+\/){1,2}README\.md$/.test(path))
}

/** Files whose lines may be shown: they are typechecked, and their bots and tests are run. */
export function sources(): HouseFile[] {
  return houseFiles(/^(examples|docs\/snippets)\/.*\.ts$/)
}

/** The fenced blocks of a document, without the indentation of the fence. */
export function blocksOf({ path, text }: HouseFile): Block[] {
  const blocks: Block[] = []
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const open = /^(\s*)```(\w*)/.exec(lines[at] ?? '')
    if (open === null) continue
    const [, indent = '', language = ''] = open
    const from = at + 1
    while (++at < lines.length && (lines[at] ?? '').trim() !== '```') {}
    const body = lines.slice(from, at).map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
    blocks.push({ place: `${path}:${from}`, language, text: body.join('\n') })
  }
  return blocks
}

/** Files that a page of the site takes in by `<<<`, as paths from the root; those that do not exist are told apart. */
export function includesOf({
  path,
  text,
}: HouseFile): { readonly place: string; readonly file: string; readonly exists: boolean }[] {
  return [...text.matchAll(/^<<<\s+([^\s{#]+)/gm)].map(([, written = '']) => {
    const file = written.startsWith('@/') ? posix.join('docs', written.slice(2)) : posix.join(posix.dirname(path), written)
    return { place: path, file, exists: existsSync(new URL(`../${file}`, import.meta.url)) }
  })
}

/** Whether a block is a run of whole lines of one of the sources, wherever it is indented. */
export function isShownFrom(block: Block, files: readonly HouseFile[]): boolean {
  const wanted = flush(block.text)
  return files.some(({ text }) => {
    const lines = text.split('\n')
    const length = wanted.split('\n').length
    for (let from = 0; from + length <= lines.length; from++) {
      if (flush(lines.slice(from, from + length).join('\n')) === wanted) return true
    }
    return false
  })
}

/** The text without empty ends and without the indentation that all lines share. */
function flush(text: string): string {
  const lines = text.replace(/^\n+|\s+$/g, '').split('\n')
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length)
  const least = Math.min(...indents)
  return lines.map((line) => line.slice(least).trimEnd()).join('\n')
}
