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
    return { place: path, file, exists: isThere(file) }
  })
}

/** Links of a document to files that do not exist, but for pages that the site is still to make. */
export function missingLinks({ path, text }: HouseFile): string[] {
  const made = /^docs\/(api|errors|strategies)\/|^docs\/reference\/(cli|options|tape-rows|file-format)\.md$/
  return [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)\s]*)?\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:|^\//.test(link))
    .map((link) => posix.join(posix.dirname(path), link))
    .filter((target) => !made.test(target) && !isThere(target))
    .map((target) => `${path} links to ${target}`)
}

/** Files that a document names in code and that do not exist: by their path, or by the end of one within core or the same package. */
export function missingFiles({ path, text }: HouseFile): string[] {
  const rooms = ['', 'packages/core/src/', 'packages/core/src/orders/', 'packages/strategies/', 'packages/strategies/src/']
  return [...text.matchAll(/`([\w@.-]+(?:\/[\w@.-]*)*\.(?:ts|mjs|md)|(?:packages|docs|examples|scripts|bench)\/[\w@./-]*)`/g)]
    .map(([, named = '']) => named)
    .filter((named) => !rooms.some((room) => isThere(`${room}${named}`)))
    .map((named) => `${path} names ${named}`)
}

function isThere(path: string): boolean {
  return existsSync(new URL(`../${path}`, import.meta.url))
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
