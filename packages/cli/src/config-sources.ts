import { relative } from 'node:path'
import { type Bot, type BotPlan, type CallSite, describeOptions, type OptionSet, type Planned } from '@botyard/core'
import { botFieldTable } from './bot-field-table.ts'
import { plainData } from './plain-data.ts'

/** One value that is in force and where it was said. */
export interface Sourced {
  readonly value: unknown
  /** As it is written in a bot file or after --set. */
  readonly text: string
  /** 'default', 'bot.ts:12', 'profile careful' or '--set'. */
  readonly from: string
  /** 'bars', 'of equity'; '' where the text says it or there is none. */
  readonly unit: string
  /** '5 to 50'; '' when anything goes. */
  readonly range: string
  /** What it is, in one line. */
  readonly about: string
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

function place(site: CallSite | undefined, cwd: string): string {
  return site === undefined ? 'bot file' : `${relative(cwd, site.file) || site.file}:${site.line}`
}

function written(value: unknown): string {
  if (typeof value === 'string') return value
  return JSON.stringify(plainData(value)) ?? ''
}

/** The plain fields of the bot by their path, also those that it leaves out; what a chosen profile says comes from there. */
export function botFields(bot: Bot, plan: BotPlan, changes: Changes, cwd: string): Readonly<Record<string, Sourced>> {
  const profile = changes.profile === undefined ? {} : (bot.spec.profiles?.[changes.profile] ?? {})
  const sourced = botFieldTable.map(({ path, fallback, unit = '', about }) => {
    const [field = '', inside] = path.split('.')
    const said = within(Reflect.get(plan.spec, field), inside)
    const value = said ?? fallback
    const from = () => {
      if (said === undefined) return value === undefined ? '' : 'default'
      if (changes.set?.some((one) => one.startsWith(`${path}=`))) return '--set'
      return within(Reflect.get(profile, field), inside) === undefined ? place(bot.site, cwd) : `profile ${changes.profile}`
    }
    const text = value === undefined ? '' : written(value)
    return [path, { value: plainData(value) ?? null, text, from: from(), unit, range: '', about }] as const
  })
  return Object.fromEntries(sourced)
}

/** What a profile does to the bot, in two lists of fields: what stands instead of the bot's own, and what is changed within it. */
export function profileEffect(bot: Bot, profile: string | undefined): { replaces: string[]; changes: string[] } | undefined {
  if (profile === undefined) return undefined
  const fields = Object.keys(bot.spec.profiles?.[profile] ?? {})
  const isWhole = (field: string) => wholeFields.includes(field)
  return { replaces: fields.filter(isWhole), changes: fields.filter((field) => !isWhole(field)) }
}

const wholeFields = ['venue', 'venues', 'symbols', 'strategies', 'plugins', 'data']

/** A field of a field; the field itself where none is named. */
function within(field: unknown, inside: string | undefined): unknown {
  if (inside === undefined) return field
  return typeof field === 'object' && field !== null ? (Reflect.get(field, inside) as unknown) : undefined
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
  const described = new Map(
    describeOptions(definition.options ?? {}).map((row) => [row.name, { ...row, unit: unitOf(row.type) }]),
  )
  // One bare value stands for the first option.
  const bare = spec.raw !== undefined && typeof spec.raw !== 'object' ? declared[0]?.[0] : undefined
  const sourced = Object.entries(values).map(([option, value]: [string, unknown]) => {
    const paths = [`${name}.${option}=`, ...(option === declared[0]?.[0] ? [`${name}=`] : [])]
    const isSet = paths.some((path) => set.some((one) => one.startsWith(path) || one.includes(`.${path}`)))
    const said = option === bare || Reflect.get(raw, option) !== undefined
    const kind: unknown = Reflect.get(Object(Reflect.get(definition.options ?? {}, option)), 'kind')
    const { unit = '', range = '', about = '' } = described.get(option) ?? {}
    const source = isSet ? '--set' : said ? from : 'default'
    return [option, { value: plainData(value) ?? null, text: optionText(kind, value), from: source, unit, range, about }] as const
  })
  return Object.fromEntries(sourced)
}

/** The unit in a type of the option tables: 'bars' of 'integer, bars', 'of equity' of 'percent of equity'. */
function unitOf(type: string): string {
  return /^(?:percent (of .*)|\w+, (.*))$/.exec(type)?.slice(1).find(Boolean) ?? ''
}

function optionText(kind: unknown, value: unknown): string {
  // The code receives a share; people write percent.
  if (kind === 'percent' && typeof value === 'number') return `${Number((value * 100).toPrecision(12))}%`
  return written(value)
}
