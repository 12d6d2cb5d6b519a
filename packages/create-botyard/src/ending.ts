import { packageTools } from './package-tool.ts'
import { type Plan, shownPath } from './plan.ts'
import { fitsSample } from './project-files.ts'
import { templates } from './templates.ts'

/** What there is to do next, as commands and what they do. */
export function nextSteps({ shown, template, tool, symbols }: Plan, isInstalled: boolean): [command: string, about: string][] {
  const { run, test, start } = packageTools[tool]
  const calls: Readonly<Record<string, string>> = { test, start }
  const steps: [string, string][] = shown === '.' ? [] : [[`cd ${quoted(shown)}`, '']]
  if (!isInstalled) steps.push([`${tool} install`, ''])
  if (!isInstalled && templates[template].bot !== undefined && !fitsSample(symbols))
    steps.push([`${run} data`, 'synthetic bars of the symbols'])
  for (const [script, about] of templates[template].next) steps.push([calls[script] ?? `${run} ${script}`, about])
  return steps
}

/** The command that makes the same project without asking anything. */
export function sameAgain(plan: Plan, call: string, cwd: string): string {
  const { shown, template, tool, symbols, packages, set } = plan
  const words = [call, quoted(shown), '--template', template, '--yes']
  if (symbols.length > 1 || !fitsSample(symbols)) words.push('--symbols', symbols.join(','))
  if (tool !== 'npm') words.push('--pm', tool)
  if (packages !== undefined) words.push('--packages', quoted(shownPath(cwd, packages)))
  for (const name of ['no-install', 'no-git', 'no-run', 'force'] as const) if (set.has(name)) words.push(`--${name}`)
  return words.join(' ')
}

/** A command that is to be typed in the project, from where this one was typed. */
export function inProject({ shown }: Plan, command: string): string {
  return shown === '.' ? command : `cd ${quoted(shown)} && ${command}`
}

function quoted(path: string): string {
  return /^[\w./\\:@+-]+$/.test(path) ? path : JSON.stringify(path)
}
