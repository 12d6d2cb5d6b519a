import { readFileSync } from 'node:fs'
import type { Disk, Draft, Env, GatewayNeeds, HttpAnswer, HttpCall, Instrument, Wire } from '@botyard/core'
import { HeapMemory, InstrumentTable, MemoryLane, tapeKinds } from '@botyard/core'
import { readInstruments } from '../src/read-market.ts'

const bytes = new TextEncoder()
const text = new TextDecoder()

const recorded = new Map(
  readFileSync(new URL('../fixtures/acme.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly name: string; readonly frame: unknown })
    .map(({ name, frame }) => [name, JSON.stringify(frame)] as const),
)

/** A recorded message by its name. */
export function message(name: string): string {
  const found = recorded.get(name)
  if (found === undefined) throw new Error(`fixtures/acme.jsonl has no message called "${name}"`)
  return found
}

/** The machine with Acme at the other end of every line, saying what a test says. The clock stands still. */
export class FakeAcme implements Env {
  /** Requests as they were sent. */
  readonly calls: HttpCall[] = []
  /** What was said on the lines, by the end of their address. */
  readonly said: string[] = []
  /** Status and body of the next answers; without one, Acme stays silent. */
  readonly answers: (readonly [status: number, body: string])[] = []
  readonly #lines = new Map<string, Wire>()

  wall(): number {
    return 1_704_067_205_000_000
  }

  connect(url: string, hear: Wire): Wire {
    this.#lines.set(url.slice(url.lastIndexOf('/') + 1), hear)
    queueMicrotask(() => hear.open?.())
    return { bytes: (frame) => void this.said.push(text.decode(frame)), close: (reason) => hear.close(reason) }
  }

  async request(call: HttpCall): Promise<HttpAnswer> {
    this.calls.push(call)
    const next = this.answers.shift()
    if (next === undefined) throw new Error('the line went dead')
    return { status: next[0], body: bytes.encode(next[1]) }
  }

  /** Lets Acme say something on a line, 'market' or 'account'. */
  say(line: string, frame: string): void {
    this.#lines.get(line)?.bytes(bytes.encode(frame))
  }

  /** Breaks a line. */
  drop(line: string): void {
    this.#lines.get(line)?.close('closed with 1006')
  }

  monotonic(): number {
    return 0
  }

  timer(): () => void {
    return () => undefined
  }

  random(): () => number {
    return () => 0
  }

  get disk(): Disk {
    throw new Error('an adapter has no business on the disk')
  }
}

/** The instruments of Acme with their numbers on a tape. */
export function instruments(): readonly Instrument[] {
  const table = new InstrumentTable()
  for (const rules of readInstruments(message('instruments'))) table.add(rules, 'account')
  return table.listed
}

export function lane(): MemoryLane {
  return new MemoryLane(new HeapMemory(), 'test', 1000)
}

/** The rows of a lane as text, so that a test shows at a glance what was written. */
export function rows(of: MemoryLane): string[] {
  const names = new Map(tapeKinds.map(({ kind, name }) => [kind, name]))
  return Array.from({ length: of.tail }, (_, row) => {
    const columns = [of.side[row], of.price[row], of.quantity[row], of.a[row], of.ref[row]]
    return `${names.get(of.kind[row])} ${columns.join(' ')}`
  })
}

/** What core gives a gateway, as far as this one asks. */
export function needs(): GatewayNeeds {
  return {
    memory: new HeapMemory(),
    instruments: instruments(),
    currency: (name) => (name === 'USDT' ? 0 : -1),
    digits: () => 6,
    ordersMax: 16,
    slotOf: (order) => order - 1,
    hasBook: () => true,
    hasTrades: () => true,
    seed: 1,
    epoch: 1,
    account: { name: 'main', quote: 'USDT', start: 10_000 },
    costs: {},
    latency: {},
  }
}

/** A limit order to buy 0.010 BTC at 41,999.9 that must not take. */
export function draft(changes: Partial<Draft> = {}): Draft {
  const [instrument] = instruments()
  return {
    handle: 1,
    slot: 0,
    parent: 0,
    owner: 1,
    instrument,
    side: 1,
    type: 'limit',
    priceUnits: 419_999,
    lots: 10,
    triggerUnits: 0,
    by: 'last',
    trail: 0,
    distanceUnits: 0,
    lifetime: 'gtc',
    postOnly: true,
    reduceOnly: false,
    link: 0,
    id: '1-1-1',
    ...changes,
  }
}
