import { posix } from 'node:path'
import { importsOf } from './source-text.ts'

/** A source as far as these rules look at it. */
export interface ImportingFile {
  readonly path: string
  readonly text: string
}

/** A rule says what is wrong, one line for each stray import, `path imports what`. */
export type ImportRule = (files: readonly ImportingFile[]) => string[]

/** Folders of core, each with those it may import from beside itself. */
const layers: Readonly<Record<string, readonly string[]>> = (() => {
  const middle = ['market', 'orders', 'engine']
  const low = ['ports', 'errors', 'options']
  return {
    ports: [],
    errors: ['ports'],
    options: ['ports', 'errors'],
    events: ['ports', 'errors'],
    metrics: ['ports', 'errors'],
    market: [...low, ...middle],
    orders: [...low, ...middle],
    engine: [...low, ...middle],
    defaults: [...low, ...middle, 'events'],
    bot: [...low, ...middle, 'events', 'metrics', 'defaults'],
  }
})()

/** What core takes from outside, and the one folder that may. */
const rooms: readonly [what: RegExp, folder: string][] = [
  [/^node:/, 'defaults'],
  [/^(inversify|reflect-metadata)$/, 'bot'],
  [/^(pino|ws|undici)$/, 'defaults'],
  [/^eventemitter3$/, 'events'],
]

/** Packages that may import others than core. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  '@botyard/testkit': ['@botyard/sim'],
  '@botyard/data': ['@botyard/columns'],
  botyard: ['@botyard/sim', '@botyard/columns', '@botyard/data', '@botyard/testkit'],
}

/** Packages that may ask the machine by themselves: programs, tests, and what reads and writes files. */
const programs = /^packages\/(cli|create-botyard|testkit)\/|^packages\/plugins\/(columns|data)\//

const coreFolder = 'packages/core/src/'

/** The first folder under core's sources, or undefined for what is not in one. */
function roomOf(path: string): string | undefined {
  if (!path.startsWith(coreFolder)) return undefined
  const [room, ...rest] = path.slice(coreFolder.length).split('/')
  return rest.length === 0 ? undefined : room
}

function strays(files: readonly ImportingFile[], isStray: (path: string, from: string) => boolean): string[] {
  return files.flatMap(({ path, text }) =>
    importsOf(text)
      .filter((from) => isStray(path, from))
      .map((from) => `${path} imports ${from}`),
  )
}

/** Core reaches Node and other people's packages only in the folder that is named for each; what is named nowhere, nowhere. */
export const coreReaches: ImportRule = (files) =>
  strays(files, (path, from) => {
    if (!path.startsWith(coreFolder) || from.startsWith('.')) return false
    const room = rooms.find(([what]) => what.test(from))?.[1]
    return room === undefined || room !== roomOf(path)
  })

/** Inside core, imports go one way, and nobody goes through the index. */
export const coreGoesOneWay: ImportRule = (files) =>
  strays(files, (path, from) => {
    const own = roomOf(path)
    if (own === undefined || !from.startsWith('.')) return false
    const target = posix.join(posix.dirname(path), from)
    if (!target.startsWith(coreFolder)) return true
    const room = roomOf(target)
    return room === undefined || (room !== own && !layers[own]?.includes(room))
  })

/** Every folder of core has its place among the layers; one that is new is told here. */
export const coreFoldersAreKnown: ImportRule = (files) => {
  const found = new Set(files.map(({ path }) => roomOf(path)))
  return [...found]
    .filter((room) => room !== undefined && layers[room] === undefined)
    .map((room) => `${coreFolder}${room} has no layer`)
}

/** Packages meet through core, by its name, and every exception is named. `names` has the name of each package's folder. */
export function packagesMeetThroughCore(files: readonly ImportingFile[], names: ReadonlyMap<string, string>): string[] {
  const folderOf = (path: string) => [...names.keys()].find((folder) => path.startsWith(`${folder}/`)) ?? ''
  return strays(files, (path, from) => {
    const folder = folderOf(path)
    const own = names.get(folder) ?? ''
    if (from.startsWith('.')) return !posix.join(posix.dirname(path), from).startsWith(`${folder}/`)
    if (!from.startsWith('@botyard/') && !/^botyard(\/|$)/.test(from)) return false
    const other = from.startsWith('@') ? from.split('/').slice(0, 2).join('/') : 'botyard'
    return other !== '@botyard/core' && other !== own && !exceptions[own]?.includes(other)
  })
}

/** Nothing outside programs, file plugins and core's `defaults/` imports from Node. */
export const nodeStaysOutside: ImportRule = (files) =>
  strays(files, (path, from) => from.startsWith('node:') && !programs.test(path) && roomOf(path) !== 'defaults')

/** Whether a source may ask the machine for time and its surroundings by itself. */
export function mayAskMachine(path: string): boolean {
  return programs.test(path) || roomOf(path) === 'defaults'
}
