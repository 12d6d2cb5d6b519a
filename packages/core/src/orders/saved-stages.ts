import type { OrderPool } from './order-pool.ts'
import type { PlannedStage } from './stages.ts'

/** The plugin of each stage, with a number where a plugin has several: what a stage is known by over a restart. */
export function namesOf(stages: readonly PlannedStage[]): string[] {
  return stages.map(({ plugin }, at) => `${plugin}#${stages.slice(0, at).filter((one) => one.plugin === plugin).length}`)
}

/**
 * Tells restored orders which numbers their stages have now. Returns what is wrong where a stage is gone that holds an order: nobody would
 * answer for it, and its children would work on.
 */
export function moveToStages(pool: OrderPool, saved: readonly string[], names: readonly string[]): string | undefined {
  const placeOf = (stage: number) => (stage < saved.length ? names.indexOf(saved[stage]) : names.length)
  const left = pool.live.find(({ held, reached }) => held && placeOf(reached) < 0)
  if (left !== undefined)
    return `order ${left.handle} is held by the stage of ${saved[left.reached].replace(/#\d+$/, '')}, which the bot does not have`
  for (const order of pool.live) {
    const reached = placeOf(order.reached)
    order.reached = reached < 0 ? names.length : reached
    order.stage = order.parent === 0 ? 0 : placeOf(order.stage - 1) + 1
  }
  return undefined
}
