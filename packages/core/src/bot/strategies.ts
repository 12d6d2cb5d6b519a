import type { Listened } from '../engine/callback-table.ts'
import type { TapeClock } from '../engine/clock.ts'
import type { Questions } from '../engine/questions.ts'
import { Seat } from '../engine/seat.ts'
import { StateRecords } from '../engine/state.ts'
import { BarGathering, type Timeframe } from '../engine/timeframe.ts'
import { BotyardError, isBotyardErrors } from '../errors/botyard-error.ts'
import { type CallSite, thrownAt } from '../errors/call-site.ts'
import { reasonOf } from '../errors/reason-of.ts'
import type { InstrumentTable } from '../market/instrument-table.ts'
import { InstrumentDesk } from '../orders/desk.ts'
import type { OrderIntake } from '../orders/order-intake.ts'
import type { OwnerSpec } from '../orders/owner-rows.ts'
import type { TradingFloor } from '../orders/trading-floor.ts'
import type { Logger } from '../ports/logger.ts'
import type { Strategy } from '../ports/strategy.ts'
import { checkCallbacks } from './check-callbacks.ts'
import type { BotPlan, Planned } from './plan.ts'
import type { SavedSession } from './saved-session.ts'
import type { BotStrategyDefinition, StrategyDefinition } from './spec.ts'
import { StrategyDesk } from './strategy-desk.ts'
import type { Timeframes } from './timeframes.ts'
import type { MadeWishes } from './wishes.ts'

/** A strategy in the making: which owner it is and where it may trade. */
export interface Place extends OwnerSpec {
  readonly planned: Planned<StrategyDefinition | BotStrategyDefinition>
}

/** Owners of a plan: one per instrument, or one for the whole bot. Owner numbers are places in this list plus one. */
export function placesOf(plan: BotPlan, instruments: InstrumentTable): Place[] {
  return plan.strategies.flatMap((planned): Place[] => {
    if (planned.definition.per === 'bot') return [{ name: planned.name, planned }]
    return instruments.listed.map(({ symbol, index }) => ({ name: `${planned.name}@${symbol}`, instrument: index, planned }))
  })
}

/** What strategies are made with. */
export interface MakingNeeds {
  readonly listened: readonly Listened[]
  readonly instruments: InstrumentTable
  readonly floor: TradingFloor
  readonly intake: OrderIntake
  readonly clock: TapeClock
  readonly log: Logger
  readonly questions: Questions
  readonly wishes: MadeWishes
  readonly timeframes: Timeframes
  readonly canAmend: boolean
  /** What the strategies of an earlier session left. */
  readonly saved: SavedSession | undefined
  quarantined(seat: Seat): void
}

/** A strategy as made: its seat, its desks and its declared state. */
export interface MadeStrategy {
  readonly seat: Seat
  readonly desks: readonly InstrumentDesk[]
  readonly records: StateRecords
  /** Where its bars of one instant come together; undefined when it does not hear of them. */
  readonly gathering: BarGathering | undefined
  /** Whether it asked for bars at any of them. */
  readonly hasBars: boolean
  /** Where the bot asks for it. */
  readonly site: CallSite | undefined
}

/** Calls `create` of every strategy and enters its callbacks. What `create` throws is BY2101 with the place of the strategy's wish. */
export function makeStrategies(places: readonly Place[], needs: MakingNeeds): MadeStrategy[] {
  return places.map((place, i) => makeStrategy(place, i + 1, needs))
}

function makeStrategy(place: Place, owner: number, needs: MakingNeeds): MadeStrategy {
  const { planned } = place
  const seat = new Seat(place.name, owner, needs.log, needs.quarantined)
  seat.site = planned.spec.defined ?? planned.spec.site
  const records = new StateRecords(place.name, needs.saved?.strategies[place.name])
  for (const [key, time] of Object.entries(needs.saved?.daily[place.name] ?? {})) seat.lastDaily.set(key, time)
  const { clock, log, instruments, questions, wishes, floor } = needs
  const whole = new StrategyDesk({ seat, clock, log, instruments, account: floor.account, records, wishes, questions })
  const asked = new Set<Timeframe>()
  const desks = needs.listened
    .filter(({ market }) => place.instrument === undefined || market.instrument.index === place.instrument)
    .map(
      ({ market }) =>
        new InstrumentDesk({
          owner,
          market,
          floor,
          intake: needs.intake,
          canAmend: needs.canAmend,
          whole,
          bars: (interval, options) => {
            whole.onlyWhileCreating('desk.bars')
            const frame = needs.timeframes.open(market.instrument.index, interval, options)
            asked.add(frame)
            return frame.series
          },
        }),
    )
  whole.desks.push(...desks)
  seat.strategy = create(planned, whole, desks)
  whole.created()
  for (const { market, callbacks: table } of needs.listened) {
    if (place.instrument === undefined || market.instrument.index === place.instrument) table.enter(seat)
  }
  const gathering = seat.strategy.onBars === undefined ? undefined : new BarGathering(seat)
  for (const frame of asked) {
    if (seat.strategy.onBar !== undefined) frame.onBar.push(seat)
    if (seat.strategy.onOpen !== undefined) frame.onOpen.push(seat)
    if (gathering !== undefined) frame.onBars.push(gathering)
  }
  for (const desk of desks) {
    const kept = needs.saved?.desks[place.name]?.[desk.instrument.symbol]
    if (kept !== undefined) desk.restore(kept)
  }
  return { seat, desks, records, gathering, hasBars: asked.size > 0, site: planned.spec.site }
}

function create(planned: Place['planned'], whole: StrategyDesk, desks: readonly InstrumentDesk[]): Strategy {
  const { definition, values, spec, name } = planned
  let made: Strategy
  try {
    made = definition.per === 'bot' ? definition.create(whole, values as never) : definition.create(desks[0], values as never)
  } catch (cause) {
    if (isBotyardErrors(cause)) throw cause
    const at = thrownAt(cause, import.meta.url)
    if (cause instanceof BotyardError) throw cause.placed(at ?? spec.site)
    const elsewhere = at === undefined ? { fix: ['see where it threw: npx botyard backtest --verbose'] as const } : {}
    throw new BotyardError('BY2101', { strategy: name, reason: reasonOf(cause) }, { at: at ?? spec.site, cause, ...elsewhere })
  }
  checkCallbacks(made, name, spec.defined ?? spec.site)
  return made ?? {}
}
