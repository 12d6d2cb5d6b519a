import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { npmCall, runChild } from './child.ts'
import { inProject, nextSteps, sameAgain } from './ending.ts'
import { type FirstRun, firstRun, lastLines } from './first-run.ts'
import { packWorkspace } from './pack-workspace.ts'
import { packageTools } from './package-tool.ts'
import type { Plan } from './plan.ts'
import { fitsSample, neededPackages, projectFiles } from './project-files.ts'
import type { Screen } from './screen.ts'
import { oldShellNode } from './shell-node.ts'
import { Staging } from './staging.ts'
import { pinsOf } from './tarballs.ts'
import { firstThere } from './target-folder.ts'
import { templates } from './templates.ts'
import { Trouble, Troubles } from './trouble.ts'
import { cloneFolder, ownVersion } from './workspace.ts'

/** What a project is made with. */
export interface Making {
  readonly plan: Plan
  readonly screen: Screen
  readonly cwd: string
  /** How this command is called. */
  readonly call: string
  readonly stop: AbortSignal
  /** Told of the staging, so that it goes away whatever happens. */
  staged(staging: Staging): void
}

/** Exit code of a process that was interrupted. */
export const interrupted = 130
/** Exit code when the project is there but its packages are not, or its first run failed. */
const incomplete = 3
/** Where packages of a clone lie in a project, so that it can be moved and committed with them. */
const packedFolder = '.packages'

/** Makes the project and tells of it. Returns the exit code; what is wrong before anything was placed is thrown. */
export async function create(making: Making): Promise<number> {
  const { plan, stop } = making
  const pins = plan.packages === undefined ? undefined : pinsOf(plan.packages, neededPackages(plan.template))
  if (plan.set.has('dry-run')) return listFiles(making)
  await checkTool(making)
  const staging = new Staging(plan.folder)
  making.staged(staging)
  heading(making)
  const files = await writeFiles(making, staging, pins)
  const hasGit = await gitInit(making, staging)
  const isInstalled = await install(making, staging)
  if (stop.aborted) return leave(making, staging)
  staging.place()
  const run = isInstalled === true && !plan.set.has('no-run') ? await runFirst(making) : undefined
  if (stop.aborted) {
    making.screen.say(`stopped in its first run; ${plan.shown} is whole`)
    return interrupted
  }
  const old = await oldShellNode(plan.folder, stop)
  tell(making, { files, hasGit, isInstalled: isInstalled === true, run, old })
  return isInstalled === 'failed' || run?.ok === false ? incomplete : 0
}

function heading({ plan, screen }: Pick<Making, 'plan' | 'screen'>): void {
  const { template, symbols } = plan
  const others = Object.keys(templates).filter((name) => name !== template)
  const data = fitsSample(symbols)
    ? 'bundled sample: BTCUSDT 1m, 90 days, synthetic, offline'
    : `synthetic bars of ${symbols.join(', ')}, 30 days, made offline`
  screen.say(`◆ botyard ${ownVersion()}  build, test and run trading bots in TypeScript`)
  screen.say(`  Template   ${templates[template].title.padEnd(20)} ${screen.dim(`(also: ${others.join(', ')})`)}`)
  if (templates[template].bot !== undefined) screen.say(`  Data       ${data}`)
}

function listFiles({ plan, screen }: Making): number {
  const files = [...projectFiles({ ...plan, version: ownVersion(), pins: {} }).keys()]
  heading({ plan, screen })
  if (screen.json) screen.document({ dryRun: true, name: plan.name, folder: plan.folder, template: plan.template, files })
  else screen.say('', ...files.map((path) => `  ${join(plan.shown, path)}`), '', 'Nothing was written.')
  return 0
}

/** A package manager that is not there would be found out only after everything else. */
async function checkTool({ plan, stop }: Making): Promise<void> {
  if (plan.tool === 'npm' || plan.set.has('no-install')) return
  const { ok } = await runChild(plan.tool, ['--version'], { cwd: firstThere(plan.folder), stop })
  if (ok || stop.aborted) return
  const fix = [`install ${plan.tool} first`, 'use npm: leave --pm out', 'install later: add --no-install']
  const details = { flag: '--pm', got: `"${plan.tool}"`, expected: 'a package manager that is installed' }
  throw new Troubles(new Trouble('BY1303', details, { why: 'Nothing was written.', fix }))
}

async function writeFiles(
  { plan, screen, stop }: Making,
  staging: Staging,
  given: Record<string, string> | undefined,
): Promise<string[]> {
  const pins = given ?? (await packClone({ plan, screen, stop }, staging.folder))
  const start = performance.now()
  const files = projectFiles({ ...plan, version: ownVersion(), pins })
  if (!stop.aborted) {
    staging.write(files)
    screen.done(`${files.size} files for ${plan.shown}`, (performance.now() - start) / 1000)
  }
  return [...files.keys()]
}

/** In a clone nothing is published yet, so the project brings the packages along, and they move with it. */
async function packClone(
  { plan, screen, stop }: Pick<Making, 'plan' | 'screen' | 'stop'>,
  project: string,
): Promise<Record<string, string>> {
  const root = cloneFolder()
  if (root === undefined) return {}
  const start = performance.now()
  const folder = join(project, packedFolder)
  await packWorkspace(root, folder, stop)
  if (stop.aborted) return {}
  const pins = pinsOf(folder, neededPackages(plan.template), project)
  screen.done(`${Object.keys(pins).length} packages of this clone packed`, (performance.now() - start) / 1000)
  return pins
}

/** Makes a repository, unless the project lies in one or git is not there. */
async function gitInit({ plan, stop }: Making, staging: Staging): Promise<boolean> {
  if (plan.set.has('no-git') || stop.aborted) return false
  const inside = await runChild('git', ['rev-parse', '--is-inside-work-tree'], { cwd: firstThere(plan.folder), stop })
  if (inside.ok || stop.aborted) return false
  const made = await runChild('git', ['init', '--quiet'], { cwd: staging.folder, stop })
  return made.ok
}

async function install({ plan, screen, stop }: Making, staging: Staging): Promise<boolean | 'failed'> {
  if (plan.set.has('no-install') || stop.aborted) return false
  const start = performance.now()
  const { install: words } = packageTools[plan.tool]
  const [program, all] = plan.tool === 'npm' ? npmCall(words) : [plan.tool, words]
  const ended = await runChild(program, all, { cwd: staging.folder, stop })
  if (stop.aborted) return false
  if (!ended.ok) {
    rmSync(join(staging.folder, 'node_modules'), { recursive: true, force: true })
    screen.failed(`${plan.tool} could not install the packages`, lastLines(ended.all), inProject(plan, `${plan.tool} install`))
    return 'failed'
  }
  const count = /added (\d+) packages/.exec(ended.all)?.[1]
  screen.done(`${count === undefined ? '' : `${count} `}packages installed`, (performance.now() - start) / 1000)
  return true
}

async function runFirst({ plan, screen, cwd, stop }: Making): Promise<FirstRun | undefined> {
  const start = performance.now()
  const ran = await firstRun(plan, cwd, packageTools[plan.tool].run, stop)
  if (stop.aborted) return undefined
  if (ran.ok) screen.done(ran.title, (performance.now() - start) / 1000)
  else screen.failed(`the ${ran.title} failed`, ran.lines, inProject(plan, ran.again))
  return ran
}

function leave({ screen }: Making, staging: Staging): number {
  staging.discard()
  screen.say('stopped; nothing was written')
  return interrupted
}

interface Outcome {
  readonly files: readonly string[]
  readonly hasGit: boolean
  readonly isInstalled: boolean
  readonly run: FirstRun | undefined
  readonly old: Trouble | undefined
}

function tell({ plan, screen, call, cwd }: Making, { files, hasGit, isInstalled, run, old }: Outcome): void {
  const next = nextSteps(plan, isInstalled)
  const again = sameAgain(plan, call, cwd)
  if (old !== undefined) screen.warning(old)
  if (screen.json) {
    const { name, folder, template } = plan
    const ran = run === undefined ? null : { ok: run.ok, title: run.title, result: run.result ?? null }
    screen.document({
      name,
      folder,
      template,
      files,
      git: hasGit,
      installed: isInstalled,
      firstRun: ran,
      warnings: old === undefined ? [] : [old],
      next: next.map(([command]) => command),
      again,
    })
    return
  }
  if (run?.ok === true && run.lines.length > 0) screen.say('', ...run.lines.map((line) => `  ${line}`))
  const width = Math.max(...next.map(([command, about]) => (about === '' ? 0 : command.length)))
  screen.say('', 'Next', ...next.map(([command, about]) => `  ${command.padEnd(width)}  ${about}`.trimEnd()))
  screen.say('', 'Same again without questions:', `  ${again}`)
}
