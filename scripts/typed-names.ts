import { catalogue, isBotyardError, type OptionSet } from '@botyard/core'
import { inventInstruments } from '@botyard/data'
import * as risk from '@botyard/risk'
import { sim } from '@botyard/sim'
import * as strategies from '@botyard/strategies'
import * as indicators from '@botyard/strategies/indicators'
import { commands } from '../packages/cli/src/command-table.ts'
import { commonFlags, writtenFlag } from '../packages/cli/src/flags.ts'
import { fields } from '../packages/core/src/bot/bot-fields.ts'
import { callbacks } from '../packages/core/src/bot/check-callbacks.ts'
import type { Realm } from '../packages/core/src/errors/typos.oracle.ts'
import { closestWord as createClosest } from '../packages/create-botyard/src/closest-word.ts'
import { flags as createFlags } from '../packages/create-botyard/src/flags.ts'
import { templates } from '../packages/create-botyard/src/templates.ts'

/** What a strategy or plugin says of itself. */
interface Defined {
  readonly name: string
  readonly options?: OptionSet
}

/** Every name that somebody types and that may come back with "did you mean", taken from what defines it, in the lists in which it is looked for. */
export function typedNames(): Realm[] {
  const defined = [...Object.values(strategies), ...Object.values(risk), sim].flatMap(definitionOf)
  const options = [...defined.map(optionsOf), ...Object.values(indicators).flatMap(indicatorOptions)]
  const paths = defined.flatMap(({ name, options = {} }) => Object.keys(options).map((option) => `${name}.${option}`))
  const realms: Realm[] = [
    ...options,
    ...defined.flatMap(choicesOf),
    { name: 'paths of --set', words: paths },
    { name: 'callbacks', words: callbacks },
    { name: 'fields of a bot', words: Object.keys(fields) },
    ...Object.entries(fields).flatMap(([field, inside]) =>
      typeof inside === 'object' ? [{ name: `fields of ${field}`, words: Object.keys(inside.inside) }] : [],
    ),
    { name: 'commands', words: [...new Set(commands.map(({ name }) => name.replace(/ .*/, '')))] },
    ...groups().map((group) => ({ name: `commands of ${group}`, words: inGroup(group) })),
    ...commands.map((command) => ({ name: `flags of ${command.name}`, words: flagsOf(command.flags) })),
    { name: 'flags of create-botyard', words: Object.keys(createFlags), closest: createClosest },
    { name: 'templates', words: Object.keys(templates), closest: createClosest },
    { name: 'symbols', words: symbols() },
    { name: 'codes', words: Object.keys(catalogue) },
  ]
  return once(realms.filter(({ words }) => words.length > 0))
}

/** Lists of the same words count once: many indicators have nothing but a period. */
function once(realms: readonly Realm[]): Realm[] {
  const keyOf = ({ words, closest }: Realm) => `${words.join()} ${closest?.name ?? ''}`
  return [...new Map(realms.map((realm) => [keyOf(realm), realm])).values()]
}

function definitionOf(made: unknown): Defined[] {
  const definition: unknown = typeof made === 'function' ? Reflect.get(made, 'definition') : undefined
  return typeof definition === 'object' && definition !== null ? [definition as Defined] : []
}

function optionsOf({ name, options = {} }: Defined): Realm {
  return { name: `options of ${name}`, words: Object.keys(options) }
}

/** An indicator does not show its options; refusing one that does not exist, it tells them. */
function indicatorOptions(make: unknown): Realm[] {
  if (typeof make !== 'function') return []
  try {
    make({}, { 'no such option': 0 })
  } catch (error) {
    const known = isBotyardError(error) && error.code === 'BY1103' ? error.details['known'] : undefined
    if (Array.isArray(known)) return [{ name: `options of an indicator: ${known.join()}`, words: known.map(String) }]
  }
  return []
}

function choicesOf({ name, options = {} }: Defined): Realm[] {
  return Object.entries(options).flatMap(([option, declared]: [string, { readonly choices?: readonly string[] }]) =>
    declared.choices === undefined ? [] : [{ name: `choices of ${name}.${option}`, words: declared.choices }],
  )
}

function groups(): string[] {
  return [...new Set(commands.filter(({ name }) => name.includes(' ')).map(({ name }) => name.replace(/ .*/, '')))]
}

function inGroup(group: string): string[] {
  return commands.map(({ name }) => name).filter((name) => name.startsWith(`${group} `))
}

function flagsOf(names: (typeof commands)[number]['flags']): string[] {
  return [...[...names, ...commonFlags].map((name) => writtenFlag(name)), '--help', '--version']
}

/** The symbols of made markets, short and with their kind. */
function symbols(): string[] {
  const listed = inventInstruments(['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'BNBUSDT', 'XRPUSDT', 'DOGEUSDT'])
  return listed.flatMap(({ kind, name }) => [name, `${kind}:${name}`])
}
