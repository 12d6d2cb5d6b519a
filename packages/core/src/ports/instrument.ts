/** 1 buys, -1 sells. */
export type Side = 1 | -1

/** What sort of thing is traded: coins, a contract settled in the quote currency, or one settled in the base currency. */
export type InstrumentKind = 'spot' | 'linear' | 'inverse'

/**
 * What one instrument is. Scales are powers of ten and never change within a generation; tick, lot and minimum are the venue's
 * rules and may change while the bot runs, so read them where you need them.
 */
export interface Instrument {
  /** Its number on the tape of this bot. */
  readonly index: number
  /** Qualified name: 'bybit:linear:BTCUSDT'. */
  readonly symbol: string
  /** The venue as the bot names it: 'bybit'. */
  readonly venue: string
  /** The account that it is traded on. */
  readonly account: string
  /** What sort of thing it is. */
  readonly kind: InstrumentKind
  /** The venue's own name: 'BTCUSDT'. */
  readonly name: string
  /** What is bought: 'BTC'. */
  readonly base: string
  /** What prices are told in: 'USDT'. */
  readonly quote: string
  /** Currency in which profit and loss are paid. */
  readonly settle: string
  /** Units of base (linear) or of quote (inverse) in a quantity of 1; 1 for spot. */
  readonly contractSize: number
  /** Price units in a price of 1, a power of ten: 63,250.5 at a scale of 10 is 632,505 units. */
  readonly priceScale: number
  /** Lots in a quantity of 1, a power of ten. */
  readonly lotScale: number
  /** Smallest price step the venue accepts, as a price. */
  readonly tick: number
  /** Smallest quantity step the venue accepts, as a quantity. */
  readonly lot: number
  /** Smallest order the venue accepts, as a quantity. */
  readonly minQuantity: number
  /** Smallest order the venue accepts, in quote currency (in contracts of quote for inverse). */
  readonly minNotional: number
  /** The valid price at or below. */
  floor(price: number): number
  /** The valid price at or above. */
  ceil(price: number): number
}

/** An instrument as a venue or a file describes it, before the bot gives it a number. */
export type InstrumentRules = Omit<Instrument, 'index' | 'symbol' | 'account' | 'floor' | 'ceil'>
