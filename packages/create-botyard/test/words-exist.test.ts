import { expect, test } from 'vitest'
import { botCommands, commands } from '../../cli/src/command-table.ts'
import { packageTools } from '../src/package-tool.ts'
import { projectFiles } from '../src/project-files.ts'
import { type TemplateName, templates } from '../src/templates.ts'

// A template must not name what is not there. Its texts are searched for commands, and each is looked up where it is defined.

const names = Object.keys(templates) as TemplateName[]
const projectOf = (template: TemplateName) =>
  projectFiles({ name: 'my-bot', template, symbols: ['ETHUSDT'], tool: 'npm', version: '0.1.0', pins: {} })

/** Lines of a project that say something after these words. */
function said(template: TemplateName, before: RegExp): string[] {
  return [...projectOf(template).values()]
    .flatMap((text) => text.split('\n'))
    .flatMap((line) => [...line.matchAll(before)].map((found) => found[1] ?? ''))
}

/** Why a command line is not one of `botyard` or of a bot file; undefined when it is. */
function problem(
  line: string,
  known: readonly { readonly name: string; readonly flags: readonly string[] }[],
): string | undefined {
  const words = line.split(' ')
  const command = known.find(({ name }) => name === words.slice(0, 2).join(' ')) ?? known.find(({ name }) => name === words[0])
  if (command === undefined) return `no command: ${line}`
  const own = [...command.flags, 'json', 'help'].map((name) => `--${name}`)
  const strange = words.filter((word) => word.startsWith('--') && !own.includes(word))
  return strange.length === 0 ? undefined : `${command.name} has no ${strange.join()}`
}

test.each(names)('every command of botyard in %s exists, with every flag', (template) => {
  const lines = said(template, /(?:npx |"|&& )botyard ([a-z][^`"|,;&]*)/g)
  expect(lines.length).toBeGreaterThan(0)
  expect(lines.map((line) => problem(line.trim(), commands)).filter(Boolean)).toEqual([])
})

test.each(names)('every way to run the bot file itself in %s exists', (template) => {
  const lines = said(template, /node (?:--watch )?(?:example\/)?bot\.ts ([a-z][^`"|,;]*)/g)
  expect(lines.map((line) => problem(line.trim(), botCommands)).filter(Boolean)).toEqual([])
})

test.each(names)('every script of %s gives the reason when Node is too old, whatever it starts', (template) => {
  const { scripts } = JSON.parse(projectOf(template).get('package.json') ?? '') as { scripts: Record<string, string> }
  const starts = /^(?:botyard |node (?:--watch )?node_modules\/botyard\/bin\/(?:botyard|needs-node)\.js\b|tsc\b|npm run build$)/
  expect(Object.entries(scripts).filter(([, line]) => !starts.test(line))).toEqual([])
})

test.each(names)('every script that %s speaks of is in its package.json', (template) => {
  const files = projectOf(template)
  const { scripts } = JSON.parse(files.get('package.json') ?? '')
  const { run, test: testCall, start } = packageTools.npm
  const asked = [...said(template, new RegExp(`${run} (\\w+)`, 'g')), ...templates[template].next.map(([script]) => script)]
  for (const [call, name] of [
    [testCall, 'test'],
    [start, 'start'],
  ] as const)
    if ([...files.values()].some((text) => text.includes(call))) asked.push(name)
  expect(asked.length).toBeGreaterThan(3)
  expect(asked.filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
})
