import { Flag, Kind } from '../engine/tape-kinds.ts'
import { BotyardError } from '../errors/botyard-error.ts'
import type { Side } from '../ports/instrument.ts'
import type { Fill, Refusal } from '../ports/orders.ts'
import type { Tape } from '../ports/tape.ts'
import { hasChild, rootOf } from './children.ts'
import type { DecisionLog } from './decision-log.ts'
import { FillView } from './fill-view.ts'
import { loosen } from './links.ts'
import type { OrderPool, OrderSlot } from './order-pool.ts'
import type { OrderEvent } from './order-states.ts'
import { isLive, orderStep } from './order-states.ts'
import { Refuse } from './refusals.ts'
import { settleReservation } from './reservation.ts'
import { SeenNumbers } from './seen-numbers.ts'
import { takeStep } from './take-step.ts'
import type { TradeTally } from './trade-tally.ts'
import type { TradingFloor } from './trading-floor.ts'

/** Whether everything has filled that could: while an amend is unanswered the larger version can, and as long as they live so can children. */
function isFilled(pool: OrderPool, slot: OrderSlot): boolean {
  return slot.filledLots >= Math.max(slot.lots, slot.wantedLots) && !hasChild(pool, slot)
}

/** A venue that does not know an order is no evidence that it stands: then its outcome is open, and the venue is asked. */
function refusedStep({ state }: OrderSlot, event: 'amendRefused' | 'cancelRefused', refusal: Refusal): OrderEvent {
  return refusal === Refuse.unknownOrder && isLive(state) && state !== 'new' ? 'timeout' : event
}

/** Who is told what an answer meant. */
export interface HearsAnswers {
  order(slot: OrderSlot): void
  /** A fill as the venue names it, before `fill` tells it as one of the order that the strategy has wished for. */
  part(slot: OrderSlot, fill: Fill): void
  /** A child of an order works again after it was to be cancelled, or nobody knew of it. */
  returned(child: OrderSlot): void
  fill(owner: number, fill: Fill): void
  refused(slot: OrderSlot, code: number): void
}

/** Applies what the gateway says: the state table, the ledger and the exposure, in this order, each fill once. */
export class OrderAnswers {
  readonly #floor: TradingFloor
  readonly #log: DecisionLog
  readonly #tally: TradeTally
  readonly #hears: HearsAnswers
  readonly #fill = new FillView()
  /** Executions that are booked already; a restart adds those from before it. */
  readonly seen = new SeenNumbers(1 << 16)
  /** Fills applied, and fills seen before. */
  fills = 0
  repeated = 0
  /** Positions that the venue has closed itself. */
  liquidations = 0
  /** Answers that made no sense where they came, such as one that is repeated or comes after the end: weather of a venue. */
  odd = 0

  constructor(floor: TradingFloor, log: DecisionLog, tally: TradeTally, hears: HearsAnswers) {
    this.#floor = floor
    this.#log = log
    this.#tally = tally
    this.#hears = hears
  }

  /** One row of kind accepted to funding; a fee row is taken together with the fill before it. */
  apply(tape: Tape, row: number): void {
    this.#log.answered(tape, row)
    const kind = tape.kind[row]
    if (kind === Kind.fee) return
    if (kind === Kind.fill) this.#applyFill(tape, row)
    else if (kind === Kind.funding) this.#applyFunding(tape, row)
    else {
      const slot = this.#floor.pool.find(tape.ref[row])
      if (slot !== undefined) this.#applyAnswer(slot, tape, row)
      // What the venue has beside our orders is no surprise.
      else if (kind !== Kind.found) this.odd++
    }
  }

  #applyAnswer(slot: OrderSlot, tape: Tape, row: number): void {
    switch (tape.kind[row]) {
      case Kind.accepted:
        this.#step(slot, 'accepted')
        break
      case Kind.triggered:
        this.#step(slot, 'triggered')
        break
      case Kind.amended:
        this.#amended(slot, tape, row)
        break
      case Kind.rejected:
        // A rejection that is told twice is one.
        if (orderStep(slot.state, 'rejected') === 'rejected') this.#hears.refused(slot, tape.a[row])
        this.#step(slot, 'rejected')
        break
      case Kind.amendRefused:
        slot.dropWanted()
        this.#hears.refused(slot, tape.a[row])
        this.#step(
          slot,
          isLive(slot.state) && isFilled(this.#floor.pool, slot) ? 'fillAll' : refusedStep(slot, 'amendRefused', tape.a[row]),
        )
        break
      case Kind.cancelRefused:
        slot.cancelAsked = false
        // That an order was done before it could be cancelled is what its own answers tell.
        if (isLive(slot.state)) {
          slot.cancelsRefused++
          this.#hears.refused(slot, tape.a[row])
        }
        this.#step(slot, refusedStep(slot, 'cancelRefused', tape.a[row]))
        break
      case Kind.cancelled:
        this.#step(slot, 'cancelled')
        break
      case Kind.expired:
        this.#step(slot, 'expired')
        break
      case Kind.unknown:
        slot.cancelAsked = false
        this.#step(slot, 'timeout')
        break
      case Kind.found:
        this.#found(slot, tape, row)
        break
      default:
        this.odd++
    }
  }

  /** The venue says which version is in force: from now on only that one counts, and what it had filled may have been all of it. */
  #amended(slot: OrderSlot, tape: Tape, row: number): void {
    const isNew = slot.priceUnits !== tape.price[row] || slot.lots !== tape.quantity[row]
    const isHeard = orderStep(slot.state, 'amended') !== 'odd'
    if (isHeard) slot.setTerms(tape.price[row], tape.quantity[row])
    const isTold = this.#step(slot, isLive(slot.state) && isFilled(this.#floor.pool, slot) ? 'fillAll' : 'amended')
    // A venue that cuts an order by itself leaves its state alone.
    if (isHeard && isNew && !isTold) this.#hears.order(slot)
  }

  /** Evidence that an order is at the venue. As long as fills of it are missing here it stays live: they come as rows of their own. */
  #found(slot: OrderSlot, tape: Tape, row: number): void {
    const lots = tape.quantity[row]
    const isDone = tape.a[row] >= lots && slot.filledLots >= lots
    if (slot.state === 'unknown') slot.setTerms(tape.price[row], lots)
    this.#step(slot, isDone ? 'foundFilled' : 'foundOpen')
  }

  #applyFill(tape: Tape, row: number): void {
    const execution = tape.a[row]
    if (this.seen.has(execution)) {
      this.repeated++
      return
    }
    this.seen.add(execution)
    if ((tape.flags[row] & Flag.liquidation) !== 0 && this.#applyLiquidation(tape, row)) return
    const { ledger, pool, risk } = this.#floor
    const slot = pool.find(tape.ref[row])
    const owner = slot?.owner ?? 0
    const lots = tape.quantity[row]
    this.fills++
    ledger.applyFill(owner, tape, row)
    this.#tally.fill(owner, tape, row, slot?.reason ?? 'foreign')
    const hasFee = (tape.flags[row] & Flag.last) === 0 && tape.kind[row + 1] === Kind.fee
    if (hasFee) {
      ledger.applyFee(owner, tape, row + 1)
      this.#tally.fee(owner, tape, row + 1)
    }
    this.#show(tape, row, hasFee)
    if (slot !== undefined) {
      for (let one: OrderSlot | undefined = slot; one !== undefined; one = pool.find(one.parent)) one.filledLots += lots
      const left = Math.max(slot.lots, slot.wantedLots) - slot.filledLots
      if (left < 0) {
        const { lotScale } = slot.instrument
        throw new BotyardError('BY4302', { filled: lots / lotScale, order: slot.id, left: (lots + left) / lotScale })
      }
      this.#filled(slot)
      this.#hears.part(slot, this.#fill.view)
      this.#fill.order = rootOf(pool, slot).handle
    }
    risk.heard(this.#fill.view)
    this.#hears.fill(owner, this.#fill.view)
  }

  /**
   * The venue has closed the net position of the account: every strategy's own is closed at the same price, what one held against another
   * too, because nothing of it is left at the venue. Where the venue states the value, each has its share of that, and the last one what is
   * left. False when the fill is not all of the position; then it is nobody's.
   */
  #applyLiquidation(tape: Tape, row: number): boolean {
    const { ledger, risk } = this.#floor
    const instrument = tape.instrument[row]
    const side = tape.side[row]
    const lots = tape.quantity[row]
    if (side * lots !== -ledger.netLots(instrument)) return false
    this.liquidations++
    const stated = tape.b[row]
    let last = 0
    for (let owner = 0; owner < ledger.owners.count; owner++) if (ledger.ownerLots(owner, instrument) !== 0) last = owner
    let left = stated * side
    for (let owner = 0; owner < ledger.owners.count; owner++) {
      const held = ledger.ownerLots(owner, instrument)
      if (held === 0) continue
      // The row is lent to each owner in turn.
      tape.side[row] = held > 0 ? -1 : 1
      tape.quantity[row] = Math.abs(held)
      tape.b[row] = owner === last ? Math.abs(left) : Math.round((stated / lots) * Math.abs(held))
      left -= tape.side[row] * tape.b[row]
      this.fills++
      ledger.applyFill(owner, tape, row)
      this.#tally.fill(owner, tape, row, 'liquidation')
      this.#show(tape, row, false, 'liquidation')
      risk.heard(this.#fill.view)
      this.#hears.fill(owner, this.#fill.view)
    }
    tape.side[row] = side
    tape.quantity[row] = lots
    tape.b[row] = stated
    return true
  }

  #applyFunding(tape: Tape, row: number): void {
    this.#floor.ledger.applyFunding(tape, row)
    this.#tally.funding(tape, row)
  }

  /** An order has filled, and with it what it was cut from, which is as it should be before anybody hears of the part. */
  #filled(slot: OrderSlot): void {
    const { pool } = this.#floor
    const isChanged = this.#change(slot, isFilled(pool, slot) ? 'fillAll' : 'fillPart')
    const parent = pool.find(slot.parent)
    if (parent !== undefined && parent.liveAt >= 0) this.#filled(parent)
    if (isChanged) this.#hears.order(slot)
  }

  /** Takes a step of the state table; says whether the strategy was told, which it is unless everything stays as it was. */
  #step(slot: OrderSlot, event: OrderEvent): boolean {
    const isChanged = this.#change(slot, event)
    if (isChanged) this.#hears.order(slot)
    return isChanged
  }

  #change(slot: OrderSlot, event: OrderEvent): boolean {
    const { pool, exposure, outbox } = this.#floor
    const { state } = slot
    const isReturning = orderStep(state, event) === 'back'
    const step = takeStep(slot, event)
    if (step === 'odd') {
      this.odd++
      return false
    }
    if (!isLive(slot.state) && slot.liveAt >= 0) {
      outbox.takeBack(slot, 'cancel')
      outbox.takeBack(slot, 'amend')
      pool.giveBack(slot)
    }
    settleReservation(pool, exposure, slot)
    if (slot.group !== 0 && (slot.state === 'unknown' || (slot.liveAt < 0 && slot.state !== 'filled')))
      loosen(pool, exposure, slot)
    if (slot.parent !== 0) settleReservation(pool, exposure, rootOf(pool, slot))
    if (isReturning && slot.parent !== 0 && (state === 'cancelling' || state === 'unknown')) this.#hears.returned(slot)
    return step === 'changed'
  }

  #show(tape: Tape, row: number, hasFee: boolean, reason = this.#floor.pool.find(tape.ref[row])?.reason ?? 'foreign'): void {
    const { ledger, markets } = this.#floor
    const { instrument } = markets[tape.instrument[row]]
    const view = this.#fill
    view.order = tape.ref[row]
    view.number = tape.a[row]
    view.instrument = instrument
    view.side = tape.side[row] as Side
    view.price = tape.price[row] / instrument.priceScale
    view.quantity = tape.quantity[row] / instrument.lotScale
    view.fee = hasFee ? ledger.amount(tape.ref[row + 1], tape.a[row + 1], tape.b[row + 1]) : 0
    view.feeCurrency = hasFee ? ledger.currencies[tape.ref[row + 1]] : instrument.settle
    view.maker = (tape.flags[row] & Flag.maker) !== 0
    view.reason = reason
    view.time = tape.receivedTime[row]
  }
}
