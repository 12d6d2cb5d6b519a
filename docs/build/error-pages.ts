import { catalogue, type ErrorCode, exitCodes } from '@botyard/core'
import { exampleLanguage } from './example-language.ts'
import { markdownTable, plain } from './markdown.ts'
import type { Pages } from './pages.ts'

const groups: Readonly<Record<string, string>> = {
  BY1: 'What you wrote: options, the bot, the command line',
  BY2: 'Plugins and strategies',
  BY3: 'Symbols and instruments',
  BY4: 'Orders, risk and money',
  BY5: 'Exchanges and keys',
  BY6: 'Files and data',
  BY7: 'Versions that do not go together',
  BY8: 'Honesty of results',
  BY9: 'State',
}

const exitNames = new Map<number, string>(Object.entries(exitCodes).map(([name, code]) => [code, name]))
const codes = Object.keys(catalogue).sort() as ErrorCode[]

/** A page for each code of the catalogue, and one that lists them all. */
export function errorPages(): Pages {
  return { 'errors/index': listPage(), ...Object.fromEntries(codes.map((code) => [`errors/${code}`, errorPage(code)])) }
}

function listPage(): string {
  const sections = [...new Set(codes.map((code) => code.slice(0, 3)))].map((group) => {
    const rows = codes
      .filter((code) => code.startsWith(group))
      .map((code) => [`[${code}](./${code}.md)`, filled(catalogue[code].title)])
    return `## ${groups[group] ?? group}\n\n${markdownTable(['code', 'what happened'], rows)}`
  })
  const about = [
    'Every error that you can meet has a code that is never given to another one. `npx botyard explain CODE` prints the same pages offline.',
    'Names in angle brackets are filled in when the error is told.',
  ]
  return `# Errors\n\n${about.join('\n')}\n\n${sections.join('\n\n')}`
}

/** A template with its placeholders as people write them, <symbol>, and as `explain` prints them. */
function filled(template: string): string {
  return plain(template.replace(/\{([A-Za-z]\w*)\}/g, '<$1>'))
}

function errorPage(code: ErrorCode): string {
  const { title, why, fix, exit, explain, example } = catalogue[code]
  return [
    `# ${code}`,
    `**${filled(title)}**`,
    explain.map((sentence: string) => plain(sentence)).join(' '),
    `> ${filled(why)}`,
    `## What to do`,
    fix.map((step: string) => `- ${filled(step)}`).join('\n'),
    `## How it is right`,
    `\`\`\`${exampleLanguage(example)}\n${example}\n\`\`\``,
    `Exit code ${exit} (${exitNames.get(exit) ?? ''}). [All errors](./index.md)`,
  ].join('\n\n')
}
