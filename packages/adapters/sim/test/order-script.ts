import type { Lifetime, OrderType, Side, Tape, TriggerPrice } from '@botyard/core'
import { Flag, Kind, TickerField } from '@botyard/core'
import { SimRefusal } from '../src/refusals.ts'
import { Driver, type DriverSetup, type Wish, writeRow } from './driver.ts'

const scale = 10
const oneSecond = 1_000_000
const barMillis = 60_000
const haltedState = 4
const readyState = 1

const refusalNames = new Map<number, string>(Object.entries(SimRefusal).map(([name, number]) => [number, name]))
const names = 'ABCDEFGH'

/**
 * Plays a line of steps and returns what came back, as words. Steps are separated by ';' and are a second apart; those joined by '&'
 * happen at once, market rows of one step being one message. Orders are called A, B, ... in the order of sending.
 */
export class OrderScript {
  readonly said: string[] = []
  readonly driver: Driver

  constructor(setup: DriverSetup = {}) {
    this.driver = new Driver({ ...setup, hear: (tape, row) => this.#hear(tape, row) })
  }

  play(steps: string): this {
    for (const step of steps.split(';')) {
      this.driver.passTo(this.driver.now + oneSecond)
      const parts = step.split('&').map((part) => part.trim().split(/\s+/))
      const isRequest = parts.every(([first]) => /^([A-H]|amend|cancel|ask|wait)$/.test(first))
      if (isRequest) for (const words of parts) this.#request(words)
      else
        this.driver.message((tape) => {
          for (const words of parts) writeMarket(tape, words)
        })
      this.driver.passTo(this.driver.now)
    }
    return this
  }

  #request(words: readonly string[]): void {
    const [verb, name, ...rest] = words
    const { gateway } = this.driver
    if (verb === 'wait') this.driver.passTo(this.driver.now + Number(name) * oneSecond)
    else if (verb === 'cancel') gateway.cancel(handleOf(name))
    else if (verb === 'ask') gateway.ask(handleOf(name))
    else if (verb === 'amend') gateway.amend(this.driver.draft(handleOf(name), readWish(1, rest)))
    else {
      const handle = this.driver.send(readWish(name === 'buy' ? 1 : -1, rest))
      if (handle !== handleOf(verb)) throw new RangeError(`order ${verb} is sent out of turn`)
    }
  }

  #hear(tape: Tape, row: number): void {
    const name = names[tape.ref[row] - 1]
    const after = tape.quantity[row] === 0 ? '' : ` after ${tape.quantity[row]}`
    const price = tape.price[row] / scale
    const at = price === 0 ? '' : `@${price}`
    switch (tape.kind[row]) {
      case Kind.fee:
        return
      case Kind.accepted:
        this.said.push(`${name} accepted ${tape.quantity[row]}${at}`)
        return
      case Kind.amended:
        this.said.push(`${name} amended ${tape.quantity[row]}${at}`)
        return
      case Kind.triggered:
        this.said.push(`${name} triggered ${at}`)
        return
      case Kind.cancelled:
        this.said.push(`${name} cancelled${after}`)
        return
      case Kind.expired:
        this.said.push(`${name} expired${after}`)
        return
      case Kind.fill:
        this.said.push(`${name} fills ${tape.quantity[row]}${at} ${(tape.flags[row] & Flag.maker) === 0 ? 'taker' : 'maker'}`)
        return
      case Kind.found:
        this.said.push(`${name} found ${tape.quantity[row]}${at} filled ${tape.a[row]}`)
        return
      case Kind.rejected:
        this.said.push(`${name} rejected ${refusalNames.get(tape.a[row])}`)
        return
      case Kind.amendRefused:
        this.said.push(`${name} amend refused ${refusalNames.get(tape.a[row])}`)
        return
      case Kind.cancelRefused:
        this.said.push(`${name} cancel refused ${refusalNames.get(tape.a[row])}`)
        return
      default:
        throw new RangeError(`no words for a row of kind ${tape.kind[row]}`)
    }
  }
}

function handleOf(name: string): number {
  return names.indexOf(name) + 1
}

function units(price: string): number {
  return Math.round(Number(price) * scale)
}

/** '5 @100 ioc post reduce stop@95 trail5% trail3 from105 mark link:A' */
function readWish(side: Side, words: readonly string[]): Wish {
  const wish: { -readonly [K in keyof Wish]: Wish[K] } = { side, lots: Number(words[0]) }
  let isStop = false
  let isTrailing = false
  for (const word of words.slice(1)) {
    const [, mark, value] = /^(@|stop@|trail|from|link:|)(.*)$/.exec(word)!
    if (mark === '@') wish.priceUnits = units(value)
    else if (mark === 'stop@') {
      isStop = true
      wish.triggerUnits = units(value)
    } else if (mark === 'trail') {
      isTrailing = true
      if (value.endsWith('%')) wish.trail = Number(value.slice(0, -1)) / 100
      else wish.distanceUnits = units(value)
    } else if (mark === 'from') wish.triggerUnits = units(value)
    else if (mark === 'link:') wish.link = handleOf(value)
    else if (word === 'post') wish.postOnly = true
    else if (word === 'reduce') wish.reduceOnly = true
    else if (word === 'mark' || word === 'index' || word === 'last') wish.by = word satisfies TriggerPrice
    else wish.lifetime = word as Lifetime
  }
  const limit = wish.priceUnits !== undefined
  const type: OrderType = isTrailing ? 'trailing' : isStop ? (limit ? 'stop-limit' : 'stop') : limit ? 'limit' : 'market'
  return { ...wish, type }
}

function writeMarket(tape: Tape, words: readonly string[]): void {
  const [verb, ...rest] = words
  const side = /^(bids?|buy)$/.test(rest[0] ?? '') ? 1 : rest[0] === 'both' ? 0 : -1
  switch (verb) {
    case 'bids':
    case 'asks':
      for (const level of rest) {
        const [price, quantity] = level.split('x')
        writeRow(tape, Kind.level, { side: verb === 'bids' ? 1 : -1, price: units(price), quantity: Number(quantity) })
      }
      return
    case 'quote':
    case 'trade': {
      const [price, quantity] = rest[1].split('x')
      writeRow(tape, verb === 'quote' ? Kind.quote : Kind.trade, { side, price: units(price), quantity: Number(quantity) })
      return
    }
    case 'clear':
      writeRow(tape, Kind.clear, { side })
      return
    case 'open':
      writeRow(tape, Kind.open, { price: units(rest[0]), ref: Number(rest[1] ?? barMillis) })
      return
    case 'bar': {
      const [high, low, close, quantity = '0', millis = barMillis] = rest
      const columns = { price: units(close), quantity: Number(quantity), a: units(high), b: units(low), ref: Number(millis) }
      writeRow(tape, Kind.bar, columns)
      return
    }
    case 'mark':
    case 'index':
      writeRow(tape, Kind.ticker, { ref: TickerField[verb], a: Number(rest[0]) })
      return
    case 'halt':
    case 'ready':
      writeRow(tape, Kind.market, { ref: verb === 'halt' ? haltedState : readyState })
      return
    default:
      throw new RangeError(`no such step: ${words.join(' ')}`)
  }
}
