import { exitCodes } from '@botyard/core'
import { type Command, commands } from '../../packages/cli/src/command-table.ts'
import { commonFlags, type Flag, type FlagName, flags, writtenFlag } from '../../packages/cli/src/flags.ts'
import { markdownTable, plain } from './markdown.ts'

/** The command line, from the table that the program itself is made of. */
export function cliPage(): string {
  const sections = commands.map(commandSection)
  return [
    '# The command line',
    '`npx botyard <command>` in a folder of yours, `npm exec botyard -- <command>` in a clone of the repository.',
    'The file of a bot is a program too: `node bot.ts backtest` takes the same flags.',
    'Flags and commands that do not exist are refused with the nearest name that does.',
    '## Flags of every command',
    flagTable(commonFlags),
    ...sections,
    '## Exit codes',
    markdownTable(
      ['code', 'meaning'],
      [
        ...Object.entries(exitCodes).map(([name, code]) => [String(code), spaced(name)]),
        ['130', 'interrupted, after a clean stop'],
      ],
    ),
    'A report is written to `runs/NNNN/` of the working folder, with `result.json`, `trades.csv`, `config.json` and `env.json` beside it.',
    'With `--json` one document is printed on stdout and everything else on stderr.',
  ].join('\n\n')
}

function commandSection({ name, about, takes, flags: own, means, examples }: Command): string {
  const lines = [
    `## ${name}`,
    `${about.charAt(0).toUpperCase()}${about.slice(1)}.`,
    `\`botyard ${[name, ...takes].join(' ')} [flags]\``,
  ]
  if (own.length > 0) lines.push(flagTable(own, means))
  if (examples.length > 0) lines.push(`\`\`\`\n${examples.map((example) => `npx ${example}`).join('\n')}\n\`\`\``)
  return lines.join('\n\n')
}

function flagTable(names: readonly FlagName[], means: Command['means'] = {}): string {
  const rows = names.map((name) => {
    const { value, about, short }: Flag = flags[name]
    const written = [writtenFlag(name), value].filter(Boolean).join(' ')
    return [`\`${written}\`${short === undefined ? '' : `, \`-${short}\``}`, plain(means[name] ?? about)]
  })
  return markdownTable(['flag', 'meaning'], rows)
}

function spaced(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
