import { realpathSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import type { FlagName, Words } from './flags.ts'
import { callingTool, type PackageToolName, packageTools } from './package-tool.ts'
import { neededPackages, projectFiles, sampleSymbols } from './project-files.ts'
import { nameProblem, nearestName } from './project-name.ts'
import { firstThere, targetTrouble } from './target-folder.ts'
import { type TemplateName, templates } from './templates.ts'
import { Trouble, throwTroubles } from './trouble.ts'

/** What is to be made, once everything that was left out has been decided. */
export interface Plan {
  readonly name: string
  /** The folder of the project, whole. */
  readonly folder: string
  /** The same as it is shown: from where the command was typed when it lies below. */
  readonly shown: string
  readonly template: TemplateName
  readonly symbols: readonly string[]
  readonly tool: PackageToolName
  readonly packages: string | undefined
  readonly set: ReadonlySet<FlagName>
}

/** Where a command was typed, and what is around it. */
export interface Place {
  readonly cwd: string
  /** The clone of Botyard that the command comes from; undefined where it was installed. */
  readonly clone: string | undefined
}

/** The folder when none is named: here, and where here is the clone, beside it. */
export function defaultFolder({ cwd, clone }: Place): string {
  const name = 'my-bot'
  return clone === undefined || !isIn(clone, cwd) ? name : relative(cwd, join(dirname(clone), name))
}

/** The template when none is named. */
export const defaultTemplate: TemplateName = 'momentum'

/** Fills in the defaults. The words were checked before, so every name is one that exists. */
export function planProject(words: Words, place: Place, userAgent: string | undefined): Plan {
  const { cwd } = place
  const folder = resolve(cwd, words.folder ?? defaultFolder(place))
  const isTemplate = (name: string | undefined): name is TemplateName => name !== undefined && Object.hasOwn(templates, name)
  const isTool = (name: string | undefined): name is PackageToolName => name !== undefined && Object.hasOwn(packageTools, name)
  return {
    name: basename(folder),
    folder,
    shown: shownPath(cwd, folder),
    template: isTemplate(words.template) ? words.template : defaultTemplate,
    symbols: words.symbols ?? sampleSymbols,
    tool: isTool(words.pm) ? words.pm : callingTool(userAgent),
    packages: words.packages === undefined ? undefined : resolve(cwd, words.packages),
    set: words.set,
  }
}

/** A path as it can be pasted where the command was typed. */
export function shownPath(cwd: string, path: string): string {
  const below = relative(cwd, path)
  return below.startsWith('..') ? path : below || '.'
}

function isIn(folder: string, path: string): boolean {
  return !relative(folder, path).startsWith('..')
}

/** A project in the clone would find two copies of every package, and the clone's own checks would read it as a part of itself. */
function insideClone({ name, folder }: Plan, { cwd, clone }: Place, call: string): Trouble | undefined {
  const there = firstThere(folder)
  if (clone === undefined || !isIn(realpathSync(clone), resolve(realpathSync(there), relative(there, folder)))) return undefined
  const beside = relative(cwd, join(dirname(clone), isIn(folder, clone) ? 'my-bot' : name))
  const details = {
    flag: 'the folder',
    got: JSON.stringify(shownPath(cwd, folder)),
    expected: 'one outside of the clone of Botyard',
  }
  const why = 'In the clone it would see the packages of the clone beside its own. Nothing was written.'
  return new Trouble('BY1303', details, { why, fix: [`make it beside the clone: ${call} ${beside}`] })
}

/** Everything about a plan that cannot be carried out, together. Nothing is touched. `call` is how the command is called in a fix. */
export function checkPlan(plan: Plan, place: Place, call: string): void {
  const { name, folder, shown, template, symbols, tool, set } = plan
  const troubles: Trouble[] = []
  const misplaced = insideClone(plan, place, call)
  if (misplaced !== undefined) troubles.push(misplaced)
  const taken = neededPackages(template)
  const reason = nameProblem(name, taken)
  if (reason !== undefined) troubles.push(new Trouble('BY1309', { name, reason, example: nearestName(name, taken) }))
  const paths = [...projectFiles({ name: 'any', template, symbols, tool, version: '0.0.0', pins: {} }).keys()]
  const inTheWay = misplaced === undefined ? targetTrouble(folder, shown, paths, set.has('force')) : undefined
  if (inTheWay !== undefined) troubles.push(inTheWay)
  throwTroubles(troubles)
}
