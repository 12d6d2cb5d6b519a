import { saveLedger } from '../orders/ledger-record.ts'
import { saveOrders } from '../orders/saved-orders.ts'
import { type SavedSession, savedVersion } from './saved-session.ts'
import type { Session } from './session.ts'

/** Writes down a session so that another one goes on where it stopped. */
export function saveSession(session: Session): SavedSession {
  const { floor } = session.trading
  return {
    version: savedVersion,
    strategies: Object.fromEntries(session.strategies.map(({ seat, records }) => [seat.name, records.save()])),
    desks: Object.fromEntries(
      session.strategies.map(({ seat, desks }) => [
        seat.name,
        Object.fromEntries(desks.map((desk) => [desk.instrument.symbol, desk.save()])),
      ]),
    ),
    indicators: session.shared.save(),
    daily: Object.fromEntries(session.strategies.map(({ seat }) => [seat.name, Object.fromEntries(seat.lastDaily)])),
    ledger: saveLedger(floor.ledger),
    trades: session.trading.tally.save(),
    risk: { ...floor.risk.save(), rules: session.trading.riskRecords.save() },
    stages: { names: session.trading.stageNames, records: session.trading.stageRecords.save() },
    time: session.clock.time,
    nextLook: session.nextLook,
    orders: { sequence: floor.ids.sequence, epoch: floor.ids.epoch, ...saveOrders(floor.pool, floor.ownerNames) },
    executions: session.trading.answers.seen.save(),
  }
}
