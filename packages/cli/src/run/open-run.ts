import type { Bot, BotPlan, Lane, MarketList, Memory, Micros, PlanChanges, Recording } from '@botyard/core'
import { BotyardError, dayMicros, definePlugin, Logger, planBot, Report, Session, type SessionNeeds, wire } from '@botyard/core'
import { sim } from '@botyard/sim'
import { day } from '../format.ts'
import type { RunOptions } from '../runner.ts'
import { checkRun, isoOf } from './check-run.ts'

/** The half-open range of a run, and the beginning of the data before it: all of that is history, heard before the strategies begin. */
export interface Range {
  readonly since: Micros
  readonly from: Micros
  readonly to: Micros
}

/** The part of a recording that a run is about; an empty one is BY6001. */
export function rangeOf(recording: Recording, options: RunOptions, plan: BotPlan): Range {
  const to = Math.min(options.to ?? Number.POSITIVE_INFINITY, recording.to)
  const start = options.days === undefined ? (options.from ?? recording.from) : to - options.days * dayMicros
  const from = Math.max(start, recording.from)
  if (from < to) return { since: recording.from, from, to }
  const asked = { from: options.from ?? recording.from, to: options.to ?? recording.to }
  const { symbols, data } = plan.spec
  const have = `${isoOf(recording.from)} to ${isoOf(recording.to)}`
  const details = { symbol: symbols.join(', '), from: isoOf(asked.from), to: isoOf(asked.to), file: recording.name, have }
  const field = data === undefined || options.data !== undefined ? 'symbols' : 'data'
  throw new BotyardError('BY6001', details, plan.placeOf(field, `has ${day(recording.from)} to ${day(recording.to - 1)}`))
}

/** Where a run ended: at the end of its range, or where it was stopped. */
export function reached(session: Session, { from, to }: Range, stop: AbortSignal | undefined): Micros {
  return stop?.aborted === true ? Math.max(from, session.clock.time) : to
}

/** What makes a session simulated: whatever venue the bot names, its orders go to the exchange in memory. */
function simulated(bot: Bot): PlanChanges['override'] & {} {
  const { venue, venues } = bot.spec
  const named = venue === undefined ? Object.values(venues ?? {}) : [venue]
  return named.every((one) => one?.definition === sim.definition) ? [] : [sim({}, { as: 'simulated-exchange' })]
}

/** Checks a bot for a simulated run, with everything that flags and a search change about it. Nothing is opened before this has passed. */
export function planRun(bot: Bot, options: RunOptions, values: PlanChanges['values'] = {}): BotPlan {
  checkRun(bot, options)
  const { profile, symbols, set, log } = options
  const changes = {
    ...(profile === undefined ? {} : { profile }),
    ...(symbols === undefined ? {} : { symbols }),
    ...(set === undefined ? {} : { set }),
    values,
  }
  const override = simulated(bot)
  const plan = planBot(bot, { ...changes, override })
  if (log === undefined || plan.plugins.providers.has(Logger.name)) return plan
  return planBot(bot, { ...changes, override: [...override, logTo(log)] })
}

function logTo(log: Logger) {
  const plugin = definePlugin({
    name: 'run-log',
    scope: 'process',
    provides: [Logger],
    setup: (host) => host.provide(Logger, [], () => log),
  })
  return plugin()
}

/** Tells who writes the report of a run: the plugin that provides one, if any does. */
export function tellReport({ wired }: Session, { reportBy }: RunOptions): void {
  const provider = wired.plan.plugins.providers.get(Report.name)
  if (provider !== undefined) reportBy?.(wired.parts.get(Report), provider.name)
}

/** What a session needs besides the plan and the market it hears. */
interface OpenRun extends Range {
  readonly seed: number
  market(list: MarketList, memory: Memory): readonly Lane[]
  readonly gateway?: SessionNeeds['gateway']
  readonly saved?: SessionNeeds['saved']
  readonly journal?: SessionNeeds['journal']
}

/** Wires a plan with the simulated exchange and makes its session. */
export function openRun(plan: BotPlan, recording: Recording, { seed, ...needs }: OpenRun): Session {
  return new Session({ ...needs, wired: wire(plan, { seed }), recording, answers: 'modelled', seed })
}
