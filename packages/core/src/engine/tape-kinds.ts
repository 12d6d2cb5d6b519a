import type { MarketState } from '../ports/market.ts'

/** Kinds of rows, by the number that stands in the `kind` column. Numbers are part of the file format and never change meaning. */
export const Kind = {
  clear: 1,
  level: 2,
  trade: 3,
  quote: 4,
  open: 5,
  bar: 6,
  ticker: 7,
  liquidation: 8,
  instrument: 9,
  market: 10,
  connection: 11,
  conflated: 12,
  accepted: 16,
  amended: 17,
  triggered: 18,
  rejected: 19,
  amendRefused: 20,
  cancelRefused: 21,
  cancelled: 22,
  expired: 23,
  unknown: 24,
  fill: 25,
  fee: 26,
  found: 27,
  balance: 28,
  position: 29,
  funding: 30,
  timer: 31,
  answer: 32,
  data: 33,
} as const

/** Bits of the `flags` column. */
export const Flag = {
  /** The last row of its message. */
  last: 1,
  /** History that came before the start: indicators hear it, orders are refused. */
  warm: 2,
  /** The fill rested in the book. */
  maker: 4,
  /** The bar had no trade. */
  flat: 8,
} as const

/** What the `ref` column of a ticker row names. */
export const TickerField = { mark: 0, index: 1, fundingRate: 2, openInterest: 3 } as const

/** States of a market by the number in the `ref` column of a market row. */
export const marketStates: readonly MarketState[] = ['warming', 'ready', 'stale', 'crossed', 'halted', 'quarantined']

/** Bits of a column mask, in the order in which columns are stored. */
export const Column = {
  instrument: 1,
  side: 2,
  price: 4,
  quantity: 8,
  a: 16,
  b: 32,
  ref: 64,
} as const

/** Who writes rows of a kind. */
export type Writer = 'feed' | 'gateway' | 'engine' | 'plugin'

/** What a kind of row is: its columns beside kind, flags, times and sequence, and what the free ones mean. */
export interface KindRow {
  readonly kind: number
  readonly name: keyof typeof Kind
  readonly columns: number
  readonly writer: Writer
  readonly meaning: string
}

const { instrument: I, side: S, price: P, quantity: Q, a: A, b: B, ref: R } = Column

const row = (name: keyof typeof Kind, writer: Writer, columns: number, meaning: string): KindRow => ({
  kind: Kind[name],
  name,
  columns,
  writer,
  meaning,
})

/** The rows of the tape. Docs, recorder and file format read this table; 34 to 41 are spare. */
export const tapeKinds: readonly KindRow[] = [
  row('clear', 'feed', I | S, 'forget one side of the book, or both when side is 0'),
  row('level', 'feed', I | S | P | Q, 'quantity at a price; 0 removes it'),
  row('trade', 'feed', I | S | P | Q, 'side of the taker'),
  row('quote', 'feed', I | S | P | Q, 'best price of one side, without depth'),
  row('open', 'feed', I | P | R, 'open of the bar that begins; ref is the interval in milliseconds'),
  row(
    'bar',
    'feed',
    I | P | Q | A | B | R,
    'price is the close, a the high and b the low in units, quantity the volume, ref the interval in milliseconds',
  ),
  row('ticker', 'feed', I | A | B | R, 'ref names the field, a its value, b the next funding time beside a rate'),
  row('liquidation', 'feed', I | S | P | Q, 'side of the liquidated position'),
  row('instrument', 'feed', I | A | R, 'ref is an entry of the rule history, a the generation'),
  row('market', 'engine', I | R, 'ref is the state'),
  row('connection', 'feed', A | R, 'ref is the venue; a is 1 up, 0 down'),
  row('conflated', 'engine', I | A, 'a rows were applied without callbacks'),
  row('accepted', 'gateway', I | P | Q | R, 'ref is the order'),
  row('amended', 'gateway', I | P | Q | R, 'price and total quantity now in force'),
  row('triggered', 'gateway', I | P | R, 'price that pulled the trigger'),
  row('rejected', 'gateway', I | A | R, 'a is the refusal'),
  row('amendRefused', 'gateway', I | A | R, 'a is the refusal; the order stands as it was'),
  row('cancelRefused', 'gateway', I | A | R, 'a is the refusal'),
  row('cancelled', 'gateway', I | Q | R, 'quantity filled before'),
  row('expired', 'gateway', I | Q | R, 'quantity filled before'),
  row('unknown', 'engine', I | R, 'the outcome is not proven'),
  row(
    'fill',
    'gateway',
    I | S | P | Q | A | B | R,
    'a is the number of the execution; b the value in the settle currency where the price does not say it all, else 0',
  ),
  row('fee', 'gateway', I | A | B | R, 'ref is the currency, a and b the limbs; follows its fill'),
  row('found', 'gateway', I | S | P | Q | A | R, 'an order the venue has, foreign ones too; a is filled'),
  row('balance', 'gateway', A | B | R, 'ref is the currency, a and b the limbs'),
  row('position', 'gateway', I | Q | A | B, 'quantity with its sign; a and b the limbs of its cost'),
  row('funding', 'gateway', I | A | B | R, 'ref is the currency, a and b the limbs received'),
  row('timer', 'engine', A | R, 'ref is the timer, a when it was due'),
  row(
    'answer',
    'engine',
    A | B | R,
    'ref is the question, a when it was asked, b how many values follow in data rows, -1 when it failed',
  ),
  row('data', 'plugin', I | A | B | R, 'ref is the name; two values a row'),
]
