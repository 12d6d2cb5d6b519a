import { BotyardError } from '../errors/botyard-error.ts'
import { counted } from '../errors/counted.ts'
import type { OrderIntake } from '../orders/order-intake.ts'
import type { TradingFloor } from '../orders/trading-floor.ts'
import type { Notices } from './notices.ts'
import type { MadeStrategy } from './strategies.ts'

/** Tells what the risk rules decided for the bot as a whole, and cancels everything where they have halted it. */
export function tellRisk(
  { risk, pool }: TradingFloor,
  intake: OrderIntake,
  notices: Notices,
  strategies: readonly MadeStrategy[],
): void {
  const { state, culprit } = risk
  if (state === 'active') return
  const closed = strategies.flatMap(({ desks }) => desks.filter((desk) => desk.position.open)).length
  const cancelled = pool.live.filter(({ parent }) => parent === 0).length
  const done = `${counted(cancelled, 'order')} cancelled, ${counted(closed, 'position')} closed`
  const until = culprit?.until
  const ends =
    until === undefined ? 'A new start does not lift it.' : `It ends by itself ${until}, and no new start ends it sooner.`
  const details = { reason: culprit?.why() ?? '', state, cancelled, closed, done, ends }
  const problem = new BotyardError(state === 'halted' ? 'BY4201' : 'BY4202', details)
  notices.problem('risk', state === 'halted' ? 'alarm' : 'warn', problem)
  if (state !== 'halted') return
  for (const { seat } of strategies) intake.cancelAll(seat.owner)
}
