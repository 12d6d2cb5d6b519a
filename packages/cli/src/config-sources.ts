import { relative } from 'node:path'
import type { Bot, BotPlan, BotSpec, CallSite, OptionSet, Planned } from '@botyard/core'
import { plainData } from './plain-data.ts'

/** One value that is in force and where it was said. */
export interface Sourced {
  readonly value: unknown
  /** As it is written in a bot file or after --set. */
  readonly text: string
  /** 'default', 'bot.ts:12', 'profile careful' or '--set'. */
  readonly from: string
}

/** A strategy, venue, rule or plugin with all its options. */
interface Part {
  readonly name: string
  readonly sort: 'strategy' | 'plugin'
  readonly from: string
  readonly options: Readonly<Record<string, Sourced>>
}

/** What changes a bot from outside its file. */
interface Changes {
  readonly profile?: string | undefined
  readonly set?: readonly string[] | undefined
}

const fields = [
  'name',
  'symbols',
  'account',
  'costs',
  'latency',
  'orders',
  'data',
  'capacity',
] as const satisfies readonly (keyof BotSpec)[]

function place(site: CallSite | undefined, cwd: string): string {
  return site === undefined ? 'bot file' : `${relative(cwd, site.file) || site.file}:${site.line}`
}

function written(value: unknown): string {
  if (typeof value === 'string') return value
  return JSON.stringify(plainData(value)) ?? ''
}

/** The plain fields of the bot; those of a chosen profile replace the ones beside it. */
export function botFields(bot: Bot, plan: BotPlan, changes: Changes, cwd: string): Readonly<Record<string, Sourced>> {
  const profile = changes.profile === undefined ? {} : (bot.spec.profiles?.[changes.profile] ?? {})
  const sourced = fields.map((name) => {
    const value = plan.spec[name]
    const from =
      value === undefined ? 'default' : Object.hasOwn(profile, name) ? `profile ${changes.profile}` : place(bot.site, cwd)
    return [name, { value: plainData(value) ?? null, text: value === undefined ? '' : written(value), from }] as const
  })
  return Object.fromEntries(sourced)
}

/** Every strategy and plugin of the bot with the options that are in force. */
export function parts(bot: Bot, plan: BotPlan, changes: Changes, cwd: string): Part[] {
  const inProfile = profileSpecs(bot, changes.profile)
  const part =
    (sort: Part['sort']) =>
    (planned: Planned<{ readonly name: string; readonly options?: OptionSet }>): Part => {
      const from = inProfile.has(planned.spec) ? `profile ${changes.profile}` : place(planned.spec.site, cwd)
      return { name: planned.name, sort, from, options: optionsOf(planned, from, changes) }
    }
  return [...plan.strategies.map(part('strategy')), ...plan.plugins.ordered.map(part('plugin'))]
}

function profileSpecs(bot: Bot, profile: string | undefined): ReadonlySet<unknown> {
  const {
    venue,
    strategies = [],
    risk = [],
    plugins = [],
  } = (profile === undefined ? undefined : bot.spec.profiles?.[profile]) ?? {}
  return new Set([venue, ...strategies, ...risk, ...plugins])
}

function optionsOf(
  planned: Planned<{ readonly options?: OptionSet }>,
  from: string,
  { set = [] }: Changes,
): Record<string, Sourced> {
  const { values, definition, spec, name } = planned
  if (typeof values !== 'object' || values === null) return {}
  const raw: object = typeof spec.raw === 'object' && spec.raw !== null ? spec.raw : {}
  const declared = Object.entries(definition.options ?? {})
  // One bare value stands for the first option.
  const bare = spec.raw !== undefined && typeof spec.raw !== 'object' ? declared[0]?.[0] : undefined
  const sourced = Object.entries(values).map(([option, value]: [string, unknown]) => {
    const isSet = set.some((one) => one.startsWith(`${name}.${option}=`) || one.includes(`.${name}.${option}=`))
    const said = option === bare || Reflect.get(raw, option) !== undefined
    const kind: unknown = Reflect.get(Object(Reflect.get(definition.options ?? {}, option)), 'kind')
    return [
      option,
      { value: plainData(value) ?? null, text: optionText(kind, value), from: isSet ? '--set' : said ? from : 'default' },
    ] as const
  })
  return Object.fromEntries(sourced)
}

function optionText(kind: unknown, value: unknown): string {
  // The code receives a share; people write percent.
  if (kind === 'percent' && typeof value === 'number') return `${Number((value * 100).toPrecision(12))}%`
  return written(value)
}
