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

/** Bits of the `flags` column. They are part of the file format, and 2 is spare. */
export const Flag = {
  /** The last row of its message. */
  last: 1,
  /** The fill rested in the book. */
  maker: 4,
  /** The bar had no trade. */
  flat: 8,
  /** The venue has closed a position itself, by no order of ours. */
  liquidation: 16,
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
  /** The callback of a strategy that hears of it, or why none does. */
  readonly heard: string
}

const { instrument: I, side: S, price: P, quantity: Q, a: A, b: B, ref: R } = Column

const row = (name: keyof typeof Kind, writer: Writer, columns: number, meaning: string, heard: string): KindRow => ({
  kind: Kind[name],
  name,
  columns,
  writer,
  meaning,
  heard,
})

/** The rows of the tape. Docs, recorder and file format read this table; 34 to 41 are spare. */
export const tapeKinds: readonly KindRow[] = [
  row('clear', 'feed', I | S, 'forget one side of the book, or both when side is 0', 'onBook'),
  row('level', 'feed', I | S | P | Q, 'quantity at a price; 0 removes it', 'onBook'),
  row('trade', 'feed', I | S | P | Q, 'side of the taker', 'onTrade'),
  row('quote', 'feed', I | S | P | Q, 'best price of one side, without depth', 'onBook'),
  row('open', 'feed', I | P | R, 'open of the bar that begins; ref is the interval in milliseconds', 'onOpen'),
  row(
    'bar',
    'feed',
    I | P | Q | A | B | R,
    'price is the close, a the high and b the low in units, quantity the volume, ref the interval in milliseconds',
    'onBar',
  ),
  row('ticker', 'feed', I | A | B | R, 'ref names the field, a its value, b the next funding time beside a rate', 'onTicker'),
  row(
    'liquidation',
    'feed',
    I | S | P | Q,
    'side of the liquidated position',
    'nobody: no view shows what others were forced to; a `TapeReader` sees the row',
  ),
  row(
    'instrument',
    'feed',
    I | A | R,
    'ref is an entry of the rule history, a the generation',
    'nobody: `desk.instrument` shows the new rules from the next order on; rules that cannot be used are told by `onMarket`',
  ),
  row('market', 'engine', I | R, 'ref is the state', 'onMarket'),
  row(
    'connection',
    'feed',
    A | R,
    'ref is the place of the venue among those of the bot; a is 1 up, 0 down: the line of the lane it comes by, market or orders',
    'onMarket',
  ),
  row(
    'conflated',
    'engine',
    I | A,
    'a rows were applied without callbacks',
    'nobody: it says that callbacks were left out, and only a live run falls behind; nothing in this version writes it',
  ),
  row('accepted', 'gateway', I | P | Q | R, 'ref is the order', 'onOrder'),
  row('amended', 'gateway', I | P | Q | R, 'price and total quantity now in force', 'onOrder'),
  row('triggered', 'gateway', I | P | R, 'price that pulled the trigger', 'onOrder'),
  row('rejected', 'gateway', I | A | R, 'a is the refusal', 'onRefused'),
  row('amendRefused', 'gateway', I | A | R, 'a is the refusal; the order stands as it was', 'onRefused'),
  row('cancelRefused', 'gateway', I | A | R, 'a is the refusal', 'onRefused'),
  row('cancelled', 'gateway', I | Q | R, 'quantity filled before', 'onOrder'),
  row('expired', 'gateway', I | Q | R, 'quantity filled before', 'onOrder'),
  row('unknown', 'engine', I | R, 'the outcome is not proven', 'onOrder'),
  row(
    'fill',
    'gateway',
    I | S | P | Q | A | B | R,
    'a is the number of the execution; b the value in the settle currency where the price does not say it all, else 0',
    'onFill',
  ),
  row('fee', 'gateway', I | A | B | R, 'ref is the currency, a and b the limbs; follows its fill', 'onFill'),
  row('found', 'gateway', I | S | P | Q | A | R, 'an order the venue has, foreign ones too; a is filled', 'onOrder'),
  row(
    'balance',
    'gateway',
    A | B | R,
    'ref is the currency, a and b the limbs',
    "nobody: the venue's word is compared with the ledger, and a difference is told as a notice",
  ),
  row(
    'position',
    'gateway',
    I | Q | A | B,
    'quantity with its sign; a and b the limbs of its cost',
    "nobody: the venue's word is compared with the ledger, and a difference is told as a notice",
  ),
  row('funding', 'gateway', I | A | B | R, 'ref is the currency, a and b the limbs received', 'onFunding'),
  row('timer', 'engine', A | R, 'ref is the timer, a when it was due', 'the work that was given with the timer'),
  row(
    'answer',
    'engine',
    A | B | R,
    'ref is the question, a when it was asked, b how many values follow in data rows, -1 when it failed',
    'onAnswer',
  ),
  row('data', 'plugin', I | A | B | R, 'ref is the name; two values a row, up to eight in rows that follow each other', 'onData'),
]
