import { BotyardError } from '../errors/botyard-error.ts'
import { closestWord } from '../errors/closest-word.ts'
import type { Bot, BotSpec, Wishes } from './bot.ts'
import { nameOf } from './read-spec.ts'
import type { PluginSpec } from './spec.ts'

/** Fields of a bot that are records of values: a profile changes those of them that it names. */
const records = ['account', 'costs', 'latency', 'orders', 'capacity'] as const

/**
 * The bot as a profile changes it. Records are changed value by value and risk rules by name, so that what a profile does not speak of
 * stays as strict as it was; all else that it has, such as lists of strategies, stands instead of the bot's own. An unknown one is BY1202.
 */
export function withProfile({ spec, site }: Bot, profile: string | undefined, problems: BotyardError[]): BotSpec {
  if (profile === undefined) return spec
  const profiles = spec.profiles ?? {}
  const change = Object.hasOwn(profiles, profile) ? profiles[profile] : undefined
  if (change !== undefined) {
    // One venue and several are two ways to say the same, so a profile that says it one way replaces the other.
    const { venue, venues, ...rest } = spec
    const keepsVenue = change.venue === undefined && change.venues === undefined
    return { ...(keepsVenue ? spec : rest), ...change, ...changedRecords(spec, change), ...changedRisk(spec.risk, change.risk) }
  }
  const known = Object.keys(profiles)
  const details = { profile, known, closest: closestWord(profile, known) ?? '' }
  const fix: readonly [string] = ['leave out --profile, or add `profiles` to the bot: it has none']
  problems.push(new BotyardError('BY1202', details, { at: site, ...(known.length === 0 ? { fix } : {}) }))
  return spec
}

type Change = Partial<Omit<BotSpec, 'name' | 'profiles'>>

function changedRecords(spec: BotSpec, change: Change): Partial<BotSpec> {
  const changed = records.filter((field) => isRecord(spec[field]) && isRecord(change[field]))
  const merged = changed.map((field) => [field, { ...spec[field], ...said(change[field]) }])
  const both = Object.fromEntries(merged) as Partial<BotSpec>
  const [ours, theirs] = [spec.costs?.symbols, change.costs?.symbols]
  if (!isRecord(ours) || !isRecord(theirs)) return both
  const symbols = Object.fromEntries(Object.entries(theirs).map(([symbol, fees]) => [symbol, { ...ours[symbol], ...said(fees) }]))
  return { ...both, costs: { ...both.costs, symbols: { ...ours, ...symbols } } }
}

/** Rules of the same name give way where they stand; new ones come after them. */
function changedRisk(
  ours: Wishes<PluginSpec> | undefined,
  theirs: Wishes<PluginSpec> | undefined,
): { risk?: Wishes<PluginSpec> } {
  if (!Array.isArray(ours) || !Array.isArray(theirs)) return {}
  const named = new Map(theirs.filter(isWish).map((rule) => [nameOf(rule), rule]))
  const kept = ours.map((rule) => (isWish(rule) ? (named.get(nameOf(rule)) ?? rule) : rule))
  return { risk: [...kept, ...theirs.filter((rule) => !kept.includes(rule))] }
}

// What is no wish is told of when the list is read.
function isWish(thing: unknown): thing is PluginSpec {
  return isRecord(thing) && 'definition' in thing
}

function isRecord(thing: unknown): thing is Record<string, object> {
  return typeof thing === 'object' && thing !== null && !Array.isArray(thing)
}

/** Without what is written as undefined, which says nothing. */
function said(record: object | undefined): object {
  return Object.fromEntries(Object.entries(record ?? {}).filter(([, value]) => value !== undefined))
}
