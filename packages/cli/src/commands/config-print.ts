import { planBot } from '@botyard/core'
import type { Call } from '../call.ts'
import { botFields, parts, profileEffect, type Sourced } from '../config-sources.ts'
import { loadBot } from '../load-bot.ts'
import { table } from '../table.ts'

/** `botyard config print`: every option that is in force and where it was said. Secrets write themselves as ***. */
export async function run(call: Call): Promise<number> {
  const { bot } = await loadBot(call)
  const { profile, set } = call.flags
  const plan = planBot(bot, { ...(profile === undefined ? {} : { profile }), ...(set === undefined ? {} : { set }) })
  const changes = { profile, set }
  const fields = botFields(bot, plan, changes, call.startedIn)
  const all = parts(bot, plan, changes, call.startedIn)
  const effect = profileEffect(bot, profile)
  if (call.terminal.json) {
    call.terminal.document({
      bot: fields,
      parts: all,
      ...(effect === undefined ? {} : { profile: { name: profile, ...effect } }),
    })
    return 0
  }
  const { terminal } = call
  const blocks = [
    ...(effect === undefined ? [] : [effectText(profile ?? '', effect)]),
    block('bot', fields, terminal.width),
    ...all.map((part) => block(`${part.name} (${part.sort}, ${part.from})`, part.options, terminal.width)),
  ]
  terminal.print(blocks.join('\n\n'))
  return 0
}

function effectText(profile: string, { replaces, changes }: { replaces: string[]; changes: string[] }): string {
  const list = (fields: string[]) => (fields.length === 0 ? 'nothing' : fields.join(', '))
  return [
    `profile ${profile}`,
    `  instead of the bot's own: ${list(replaces)}`,
    `  changed where it says so: ${list(changes)}; risk rules of other names stay`,
  ].join('\n')
}

function block(title: string, options: Readonly<Record<string, Sourced>>, width: number): string {
  const rows = Object.entries(options).map(([name, { text, unit, range, from, about }]) => [
    name,
    text === '' ? '-' : `${text} ${unit}`.trim(),
    range,
    from,
    about,
  ])
  if (rows.length === 0) return `${title}\n  no options`
  // The plain fields have no range, and a column of blanks tells nothing.
  const all = [
    { title: 'option', most: 24 },
    { title: 'value', wrap: 12 },
    { title: 'range', wrap: 6 },
    { title: 'from', wrap: 14 },
    { title: 'meaning', wrap: 24 },
  ]
  const kept = all.map((_, at) => at !== 2 || rows.some((row) => row[at] !== ''))
  const keep = <T>(cells: readonly T[]) => cells.filter((_, at) => kept[at])
  return [title, ...table(keep(all), rows.map(keep), width - 2).map((line) => `  ${line}`)].join('\n')
}
