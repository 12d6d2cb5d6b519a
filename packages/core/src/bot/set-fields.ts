import type { BotyardError } from '../errors/botyard-error.ts'
import type { BotSpec } from './bot.ts'
import { fieldFaults } from './bot-fields.ts'
import { atSetting, type Setting } from './setting.ts'

/** Fields of a bot whose values can be set one by one. */
const settable = ['account', 'capacity', 'costs', 'latency', 'orders'] as const

const isField = ({ path }: Setting) => settable.some((field) => path === field || path.startsWith(`${field}.`))

/** Puts settings of the bot itself in place, `costs.taker=0.1%`, checked as those of a file are; returns the settings that are for others. */
export function setFields(
  spec: BotSpec,
  settings: readonly Setting[],
  problems: BotyardError[],
): { spec: BotSpec; others: readonly Setting[] } {
  let changed = spec
  for (const setting of settings.filter(isField)) {
    const steps = setting.path.split('.')
    const value = setting.text === undefined ? setting.raw : readText(setting.text)
    const faults = fieldFaults(withPath({}, steps, value))
    problems.push(...faults.map((fault) => atSetting(fault, setting, fault.code === 'BY1103' ? 'path' : 'value')))
    if (faults.length === 0) changed = withPath(changed, steps, value) as BotSpec
  }
  return { spec: changed, others: settings.filter((setting) => !isField(setting)) }
}

// A number where it looks like one; percents, lengths of time and words stay as they were typed.
function readText(text: string): unknown {
  return /^[+-]?\d[\d_]*(?:\.\d+)?$/.test(text) ? Number(text.replaceAll('_', '')) : text
}

/** The same with another value at the end of a path; what is on the way there and no record becomes one. */
function withPath(given: object, [step = '', ...rest]: readonly string[], value: unknown): object {
  if (rest.length === 0) return { ...given, [step]: value }
  const inner: unknown = Object.hasOwn(given, step) ? Reflect.get(given, step) : undefined
  const record = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : {}
  return { ...given, [step]: withPath(record, rest, value) }
}
