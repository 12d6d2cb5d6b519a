import { builtinModules } from 'node:module'

const lengthMost = 214

/**
 * Why npm would refuse a name for a new package, as the end of a sentence; undefined for a good one. `taken` are the packages that the
 * project itself depends on: a package cannot depend on its own name.
 */
export function nameProblem(name: string, taken: readonly string[]): string | undefined {
  if (name === '') return 'it is empty'
  if (name.length > lengthMost) return `it is longer than ${lengthMost} characters`
  if (name !== name.toLowerCase()) return 'it has capital letters'
  if (/\s/.test(name)) return 'it has a space in it'
  if (/^[._]/.test(name)) return `it begins with "${name[0]}"`
  const odd = /[^a-z0-9._-]/.exec(name)
  if (odd !== null) return `it has "${odd[0]}" in it`
  if (name === 'node_modules' || name === 'favicon.ico') return 'npm keeps that name for itself'
  if (builtinModules.includes(name)) return 'it is the name of a module of Node'
  if (taken.includes(name)) return 'the project needs the package of that name'
  return undefined
}

/** A good name that is near to a bad one. */
export function nearestName(name: string, taken: readonly string[]): string {
  const letters = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9._-]+/g, '-')
  const near = letters.replace(/^[._-]+|-+$/g, '').slice(0, lengthMost)
  return [near, `my-${near}`].find((one) => nameProblem(one, taken) === undefined && !one.endsWith('-')) ?? 'my-bot'
}
