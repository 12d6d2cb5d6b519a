import type { StateRecords } from '../engine/state.ts'
import type { Refusals } from '../orders/refusals.ts'
import type { PlannedStage } from '../orders/stages.ts'
import type { Executor } from '../ports/execution.ts'
import { type RiskRule, RiskRules } from '../ports/risk.ts'
import { OrderGateway } from '../ports/venue.ts'
import { blame, namedRule, namedStage } from './plugin-blame.ts'
import type { Wired } from './wire.ts'

/** The stages that plugins ask for, under whose names they fail. */
export function plannedStages(wired: Wired): PlannedStage[] {
  return wired.stages.map(({ plugin, item }) => ({
    plugin,
    make: (needs) => named(plugin, 'wrap', () => namedStage(plugin, item(needs))),
  }))
}

/** The gateway as the last of the stages. */
export function lastStage(wired: Wired, gateway: OrderGateway): Executor {
  return namedStage(wired.plan.plugins.providers.get(OrderGateway.name)?.name ?? 'the venue', {
    submit: (draft) => gateway.submit(draft),
    amend: (draft) => gateway.amend(draft),
    cancel: (order) => gateway.cancel(order),
  })
}

/** The risk rules, under whose names they fail. */
export function rulesOf(wired: Wired, refusals: Refusals, records: StateRecords): RiskRule[] {
  return wired.list(RiskRules).map(({ plugin, item: make }) =>
    named(plugin, 'contribute', () =>
      namedRule(
        plugin,
        make(refusals, (name, first) => records.next(name, first)),
        (refusal) => refusals.has(refusal),
      ),
    ),
  )
}

/** Makes something of a plugin's, once; what is thrown has its name. */
function named<T>(plugin: string, call: string, make: () => T): T {
  try {
    return make()
  } catch (cause) {
    throw blame(plugin, call, cause)
  }
}
