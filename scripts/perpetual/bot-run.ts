import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ColumnsWriter } from '@botyard/columns'
import { type Desk, defineBot, defineStrategy, Flag, type Strategy } from '@botyard/core'
import { sim } from '@botyard/sim'
import { MadeRecording, type ScriptLane } from '@botyard/testkit'
import { backtest } from '../../packages/cli/src/index.ts'
import { digitsOf } from './plain-account.ts'
import type { Message, PlannedOrder, Scene, Terms } from './scene.ts'

const percentOf = (ppm: number) => `${ppm / 1e4}%` as const

/** '0.4% to 10000, 0.5% to 20000, 1%' */
function maintenanceOf({ maintenance }: Terms): string {
  return maintenance
    .map(({ upTo, ratePpm }, at) => percentOf(ratePpm) + (at === maintenance.length - 1 ? '' : ` to ${upTo}`))
    .join(', ')
}

function rulesOf({ kind, priceDecimals, lotDecimals, contractSize }: Terms) {
  const lot = Number(`1e-${lotDecimals}`)
  const scales = { priceScale: 10 ** priceDecimals, lotScale: 10 ** lotDecimals }
  const steps = { tick: Number(`1e-${priceDecimals}`), lot, minQuantity: lot, minNotional: 0 }
  const names =
    kind === 'linear' ? { symbol: 'BTCUSDT', quote: 'USDT', settle: 'USDT' } : { symbol: 'BTCUSD', quote: 'USD', settle: 'BTC' }
  return { ...names, kind, base: 'BTC', contractSize, ...scales, ...steps }
}

function write(script: ScriptLane, one: Parameters<ScriptLane['trade']>[0], message: Message): void {
  const { priceScale, lotScale } = one
  script.at(message.time)
  if (message.does === 'mark') script.ticker(one, 'mark', message.units / priceScale, 0)
  else if (message.does === 'rate') script.ticker(one, 'fundingRate', message.ratePpb / 1e9, message.settles)
  else if (message.does === 'trade') script.trade(one, message.side, message.units / priceScale, message.lots / lotScale)
  else {
    const [bids, asks] = [message.bids, message.asks].map((side) =>
      side.map(([units, lots]) => [units / priceScale, lots / lotScale] as const),
    )
    script.book(one, bids, asks)
  }
}

/** Sends the orders of the plan as their books come, and writes down what it hears. */
function follower({ terms, messages }: Scene, said: string[]) {
  const books = messages.filter((message) => message.does === 'book')
  const units = (amount: number) => BigInt(Math.round(amount * 10 ** digitsOf(terms)))
  return defineStrategy({
    name: 'follower',
    create(desk: Desk): Strategy {
      // A rehearsal comes before the run that counts.
      said.length = 0
      const { priceScale, lotScale } = desk.instrument
      let next = 0
      const send = ({ side, lots, limitUnits }: PlannedOrder) => {
        const quantity = lots / lotScale
        if (limitUnits === undefined) desk.send({ side, quantity, type: 'market' })
        else desk.send({ side, quantity, type: 'limit', price: limitUnits / priceScale })
      }
      return {
        onBook() {
          const order = books[next++].order
          if (order !== undefined) send(order)
        },
        onFunding: ({ paid }) => void said.push(`funding ${-units(paid)}`),
        onFill({ side, quantity, price, fee, maker, reason }) {
          const at = `${Math.round(side * quantity * lotScale)}@${Math.round(price * priceScale)}`
          said.push(reason === 'liquidation' ? `liquidation ${at}` : `${maker ? 'maker' : 'taker'} ${at} fee ${units(fee)}`)
        },
        onRefused: ({ error, reason }) => void said.push(`${error} ${reason}`),
        onStop: () => void said.push(`balance ${units(desk.account().balance(desk.instrument.settle).total)}`),
      }
    },
  })
}

/** What a bot hears of a scene when it is run by `backtest` over a file of it, line by line. */
export async function runScene(scene: Scene): Promise<string[]> {
  const { terms, messages } = scene
  const rules = rulesOf(terms)
  const made = new MadeRecording([rules], (script, [one]) => {
    for (const message of messages) write(script, one, message)
  })
  const folder = mkdtempSync(join(tmpdir(), 'botyard-perpetual-'))
  const path = join(folder, 'scene.byc')
  const writer = new ColumnsWriter({ path, name: 'scene', synthetic: true, instruments: made.instruments })
  const lane = made.open([0], made.from, made.to)
  for (let from = 0, to = 1; to <= lane.tail; to++) {
    if ((lane.flags[to - 1] & Flag.last) === 0) continue
    writer.message(lane, from, to)
    from = to
  }
  const said: string[] = []
  const bot = defineBot({
    name: 'perpetual',
    venue: sim({ margin: terms.margin, leverage: terms.leverage, maintenance: maintenanceOf(terms) }),
    symbols: [rules.symbol],
    account: { start: { [rules.settle]: terms.start }, quote: rules.settle },
    costs: { maker: percentOf(terms.makerPpm), taker: percentOf(terms.takerPpm) },
    strategies: [follower(scene, said)()],
  })
  await backtest(bot, { data: writer.finish() })
  rmSync(folder, { recursive: true })
  return said
}
