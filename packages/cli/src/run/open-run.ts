import type { Bot, BotPlan, Lane, MarketList, Memory, Micros, PlanChanges, Recording } from '@botyard/core'
import { BotyardError, definePlugin, Logger, planBot, Session, type SessionNeeds, wire } from '@botyard/core'
import { sim } from '@botyard/sim'
import type { RunOptions } from '../runner.ts'

const day: Micros = 86_400_000_000

/** The half-open range of a run. */
export interface Range {
  readonly from: Micros
  readonly to: Micros
}

/** The part of a recording that a run is about; an empty one is BY6001. */
export function rangeOf(recording: Recording, options: RunOptions, bot: Bot): Range {
  const to = Math.min(options.to ?? Number.POSITIVE_INFINITY, recording.to)
  const start = options.days === undefined ? (options.from ?? recording.from) : to - options.days * day
  const from = Math.max(start, recording.from)
  if (from < to) return { from, to }
  const asked = { from: options.from ?? recording.from, to: options.to ?? recording.to }
  throw new BotyardError('BY6001', {
    symbol: bot.spec.symbols.join(', '),
    from: isoOf(asked.from),
    to: isoOf(asked.to),
    ...haveOf(recording),
  })
}

function haveOf({ name, from, to }: Recording) {
  return { file: name, have: `${isoOf(from)} to ${isoOf(to)}` }
}

/** A time as people write it, UTC. */
function isoOf(time: Micros): string {
  return Number.isFinite(time) ? new Date(time / 1000).toISOString().replace('.000Z', 'Z') : String(time)
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
export function planRun(bot: Bot, { profile, set, log }: RunOptions, values: PlanChanges['values'] = {}): BotPlan {
  const changes = { ...(profile === undefined ? {} : { profile }), ...(set === undefined ? {} : { set }), values }
  const override = simulated(bot)
  const plan = planBot(bot, { ...changes, override })
  if (log === undefined || plan.plugins.providers.has(Logger.name)) return plan
  return planBot(bot, { ...changes, override: [...override, logTo(log)] })
}

function logTo(log: Logger) {
  const plugin = definePlugin({
    name: 'run-log',
    provides: [Logger],
    setup: (host) => host.provide(Logger, [], () => log),
  })
  return plugin()
}

/** What a session needs besides the plan and the market it hears. */
interface OpenRun extends Range {
  readonly seed: number
  market(list: MarketList, memory: Memory): readonly Lane[]
  readonly gateway?: SessionNeeds['gateway']
  readonly saved?: SessionNeeds['saved']
}

/** Wires a plan with the simulated exchange and makes its session. */
export function openRun(plan: BotPlan, recording: Recording, { seed, from, market, gateway, saved }: OpenRun): Session {
  const session = { wired: wire(plan), recording, market, answers: 'modelled', seed, from } as const
  return new Session({ ...session, ...(gateway === undefined ? {} : { gateway }), ...(saved === undefined ? {} : { saved }) })
}
