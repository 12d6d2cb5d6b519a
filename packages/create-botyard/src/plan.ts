import { basename, relative, resolve } from 'node:path'
import type { FlagName, Words } from './flags.ts'
import { callingTool, type PackageToolName, packageTools } from './package-tool.ts'
import { neededPackages, projectFiles, sampleSymbols } from './project-files.ts'
import { nameProblem, nearestName } from './project-name.ts'
import { targetTrouble } from './target-folder.ts'
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

/** The folder when none is named. */
export const defaultFolder = 'my-bot'

/** The template when none is named. */
export const defaultTemplate: TemplateName = 'momentum'

/** Fills in the defaults. The words were checked before, so every name is one that exists. */
export function planProject(words: Words, cwd: string, userAgent: string | undefined): Plan {
  const folder = resolve(cwd, words.folder ?? defaultFolder)
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

/** Everything about a plan that cannot be carried out, together. Nothing is touched. */
export function checkPlan({ name, folder, shown, template, symbols, tool, set }: Plan): void {
  const troubles: Trouble[] = []
  const taken = neededPackages(template)
  const reason = nameProblem(name, taken)
  if (reason !== undefined) troubles.push(new Trouble('BY1309', { name, reason, example: nearestName(name, taken) }))
  const paths = [...projectFiles({ name: 'any', template, symbols, tool, version: '0.0.0', pins: {} }).keys()]
  const inTheWay = targetTrouble(folder, shown, paths, set.has('force'))
  if (inTheWay !== undefined) troubles.push(inTheWay)
  throwTroubles(troubles)
}
