import type {
  Draft,
  Env,
  GatewayNeeds,
  Instrument,
  Micros,
  OrderGateway,
  OrderHandle,
  Refusal,
  Supports,
  Tape,
  Wire,
} from '@botyard/core'
import { BotyardError, Flag, Kind, MoneyColumn, Refuse, Rounding, unitsOf } from '@botyard/core'
import { type FillEvent, type OrderEvent, readCode, readEvent, refusalOf } from './read-orders.ts'
import { type Keys, type Sending, writeCancel, writeLogin, writeOrder, writeQuestion } from './write-orders.ts'

const text = new TextDecoder()
const bytes = new TextEncoder()

/** Where orders go, and who sends them. Keys are read at the start and live nowhere else. */
export interface AcmeAccount {
  readonly host: string
  keys(): Keys
}

/** An order that was sent, under the id that Acme knows it by. */
interface Sent {
  readonly id: string
  readonly order: OrderHandle
  readonly instrument: Instrument
}

/** The order side of Acme: one account. Orders go out as requests, and what becomes of them comes back on the account line. */
export class AcmeGateway implements OrderGateway {
  readonly supports: Supports = {
    amend: false,
    batch: 1,
    postOnly: true,
    reduceOnly: true,
    stop: false,
    trailing: false,
    cancelOnDisconnect: false,
    hedge: false,
  }
  /** Events that name no order of ours or could not be read. */
  unread = 0
  readonly #env: Env
  readonly #account: AcmeAccount
  readonly #needs: GatewayNeeds
  readonly #byId = new Map<string, Sent>()
  readonly #byOrder = new Map<OrderHandle, Sent>()
  readonly #fee = MoneyColumn.ofLength(1)
  #tape: Tape | undefined
  #line: Wire | undefined

  constructor(env: Env, account: AcmeAccount, needs: GatewayNeeds) {
    this.#env = env
    this.#account = account
    this.#needs = needs
  }

  async start(tape: Tape): Promise<void> {
    this.#tape = tape
    const { key, secret } = this.#account.keys()
    if (key === '' || secret === '') throw this.#refused('', 'there is none')
    await new Promise<void>((resolve, reject) => {
      this.#line = this.#env.connect(`wss://${this.#account.host}/v1/account`, {
        open: () => this.#line?.bytes(bytes.encode(writeLogin(this.#sending()))),
        bytes: (frame) => {
          const event = readEvent(text.decode(frame))
          if (event?.kind === 'ready') resolve()
          else if (event?.kind === 'refused') reject(this.#refused(key, event.reason))
          else this.#hear(event)
        },
        close: (reason) => reject(new BotyardError('BY2005', { plugin: 'acme', step: 'start', reason })),
      })
    })
  }

  async stop(): Promise<void> {
    this.#line?.close('the bot stops')
    this.#line = undefined
  }

  submit(draft: Draft): void {
    const sent: Sent = { id: draft.id, order: draft.handle, instrument: draft.instrument }
    if (draft.type !== 'market' && draft.type !== 'limit') {
      this.#refuse(Kind.rejected, sent, Refuse.notSupported, this.#env.wall())
      return
    }
    this.#byId.set(sent.id, sent)
    this.#byOrder.set(sent.order, sent)
    const call = writeOrder(draft, this.#sending())
    this.#env.request(call).then(
      ({ status, body }) => {
        // What Acme took is told on the account line. A fault of its own leaves open whether it did.
        if (status >= 500) this.#isUnknown(sent)
        else if (status >= 400) this.#refuse(Kind.rejected, sent, refusalOf(readCode(text.decode(body))), this.#env.wall())
      },
      // Silence proves nothing: the order may be there. It is never sent again; core asks for evidence.
      () => this.#isUnknown(sent),
    )
  }

  /** Acme cannot change an order, and says so in `supports`. */
  amend(draft: Draft): void {
    const sent: Sent = { id: draft.id, order: draft.handle, instrument: draft.instrument }
    this.#refuse(Kind.amendRefused, sent, Refuse.notSupported, this.#env.wall())
  }

  cancel(order: OrderHandle): void {
    const sent = this.#byOrder.get(order)
    if (sent === undefined) return
    this.#env.request(writeCancel(sent.id, this.#sending())).then(
      ({ status, body }) => {
        if (status >= 500) this.#isUnknown(sent)
        else if (status >= 400) this.#refuse(Kind.cancelRefused, sent, refusalOf(readCode(text.decode(body))), this.#env.wall())
      },
      () => this.#isUnknown(sent),
    )
  }

  ask(order: OrderHandle): void {
    const sent = this.#byOrder.get(order)
    if (sent === undefined) return
    this.#env.request(writeQuestion(sent.id, this.#sending())).then(
      ({ status, body }) => {
        if (status === 404) this.#refuse(Kind.rejected, sent, Refuse.unknownOrder, this.#env.wall())
        else if (status < 400) this.#hear(readEvent(text.decode(body)))
      },
      // No answer is no evidence; core asks again.
      () => undefined,
    )
  }

  /** Orders left as they were submitted, because Acme takes no batches. */
  flush(): void {}

  #hear(event: ReturnType<typeof readEvent>): void {
    const sent = event === undefined || !('id' in event) ? undefined : this.#byId.get(event.id)
    if (sent === undefined || event === undefined || !('id' in event)) this.unread++
    else if (event.kind === 'fill') this.#fill(sent, event)
    else if (event.kind === 'rejected') this.#refuse(Kind.rejected, sent, event.refusal, event.micros)
    else this.#step(sent, event)
  }

  #step(sent: Sent, { kind, micros, filled }: Exclude<OrderEvent, FillEvent | { readonly kind: 'rejected' }>): void {
    this.#message(Kind[kind], sent, micros, (tape, row) => {
      tape.quantity[row] = Math.round(filled * sent.instrument.lotScale)
    })
  }

  #refuse(kind: number, sent: Sent, refusal: Refusal, micros: Micros): void {
    this.#message(kind, sent, micros, (tape, row) => {
      tape.a[row] = refusal
    })
  }

  #isUnknown(sent: Sent): void {
    this.#message(Kind.unknown, sent, this.#env.wall(), () => undefined)
  }

  /** A fill and its fee are one message. The fee is exact: it goes from text into units of its currency, up where it is finer than one. */
  #fill(sent: Sent, event: FillEvent): void {
    const { instrument } = sent
    const currency = this.#needs.currency(event.feeCurrency)
    const units = unitsOf(instrument, event.price)
    const lots = Math.round(event.quantity * instrument.lotScale)
    if (
      currency < 0 ||
      !(lots > 0) ||
      Number.isNaN(units) ||
      !this.#fee.fromDecimal(0, event.fee, this.#needs.digits(currency), Rounding.up)
    ) {
      this.unread++
      return
    }
    this.#message(Kind.fill, sent, event.micros, (tape, row) => {
      if (event.isMaker) tape.flags[row] |= Flag.maker
      tape.side[row] = event.side
      tape.price[row] = units
      tape.quantity[row] = lots
      tape.a[row] = event.execution
      tape.b[row] = 0
      const fee = tape.next(Kind.fee)
      if (fee < 0) return
      tape.instrument[fee] = instrument.index
      tape.ref[fee] = currency
      tape.a[fee] = this.#fee.hi[0]
      tape.b[fee] = this.#fee.lo[0]
    })
  }

  #message(kind: number, { order, instrument }: Sent, micros: Micros, fill: (tape: Tape, row: number) => void): void {
    const tape = this.#tape
    if (tape === undefined) return
    tape.open()
    const row = tape.next(kind)
    if (row < 0) {
      tape.discard()
      return
    }
    tape.instrument[row] = instrument.index
    tape.ref[row] = order
    tape.exchangeTime[row] = micros
    tape.receivedTime[row] = this.#env.wall()
    tape.sequence[row] = 0
    fill(tape, row)
    tape.close()
  }

  #sending(): Sending {
    return { host: this.#account.host, keys: this.#account.keys(), millis: Math.floor(this.#env.wall() / 1000) }
  }

  #refused(key: string, reason: string): BotyardError {
    const network = this.#account.host
    return new BotyardError('BY5003', {
      venue: 'Acme',
      reason,
      keyEnd: key.slice(-4),
      source: 'ACME_KEY and ACME_SECRET',
      network,
    })
  }
}
