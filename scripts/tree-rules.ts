import type { ReadFile } from './code-rules.ts'

const linesMax = 300

/** Files that are longer than a file may be, with their lines. */
export function overlong(files: readonly ReadFile[]): string[] {
  const linesOf = (text: string) => text.replace(/\n$/, '').split('\n').length
  return files.filter(({ text }) => linesOf(text) > linesMax).map(({ path, text }) => `${path} ${linesOf(text)}`)
}

/** Files whose name, or whose folder's, says nothing of what is in them. */
export function vaguelyNamed(paths: readonly string[]): string[] {
  const vague = /(^|\/|-)(manager|helper|util|utility|utilitie|base|impl|misc|common)s?(\.|-|\/|$)/i
  return paths.filter((path) => vague.test(path))
}

/** Documents that have no title, or several; one that only includes another has that one's. */
export function oddlyTitled(documents: readonly ReadFile[]): string[] {
  const isIncluding = (text: string) => /^<!--@include: [^>]+-->$/.test(text.trim())
  const titles = (text: string) => text.replace(/^```[\s\S]*?^```/gm, '').match(/^# /gm)?.length ?? 0
  return documents.filter(({ text }) => titles(text) !== 1 && !isIncluding(text)).map(({ path }) => path)
}

/** Files that promise to be finished later. */
export function unfinished(files: readonly ReadFile[]): string[] {
  const words = new RegExp(['\\bTO', 'DO\\b|\\bFIX', 'ME\\b|\\bX', 'XX\\b|not impl', 'emented'].join(''))
  return files.filter(({ text }) => words.test(text)).map(({ path }) => path)
}

/** Files that name a folder of the machine somebody worked on, which nobody else has. */
export function machineNaming(files: readonly ReadFile[]): string[] {
  const machine = new RegExp(`/(${['wo', 'ro', 'fa'].join('|')})(rk|ot|rm)/`)
  return files.filter(({ text }) => machine.test(text)).map(({ path }) => path)
}
