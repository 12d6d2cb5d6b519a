import type { BookSize, Instrument, Ledger, Memory, OrderHandle } from '@botyard/core'
import type { CountedStream } from './counted-stream.ts'
import type { FeeCurrency, FeeRates } from './fees.ts'
import type { FundingRate } from './funding.ts'
import type { ConstantLatencySpec, LatencyModel } from './latency.ts'
import type { MarginTerms } from './margin.ts'
import type { ProbableQueueSpec } from './probable-queue.ts'
import type { SelfTradeMode } from './self-trade.ts'
import type { FixedSlippageSpec } from './slippage.ts'

/** How the simulated exchange behaves. What is left out has the default named here. */
export interface SimOptions {
  /** Default: none, either way. */
  readonly latency?: ConstantLatencySpec | LatencyModel
  /** Streams that the latency draws from: where they stand is saved and restored with the exchange. */
  readonly chances?: readonly CountedStream[]
  /** Where resting orders believe to stand. Default: the risk-averse queue. */
  readonly queue?: 'risk-averse' | ProbableQueueSpec
  /** One for all, or one for each instrument. Default: no fees. */
  readonly fees?: FeeRates | ((instrument: Instrument) => FeeRates)
  /** Against orders that take where no depth is recorded; where it is, they pay what they walk through. Default: none. */
  readonly slippage?: FixedSlippageSpec
  /**
   * Share of a bar's volume that resting orders can fill in it, over 0. Default: no limit. Orders that take are not limited, because the
   * volume of a bar is not known when it opens; their size is what slippage stands for.
   */
  readonly barVolumeShare?: number
  /** The way through a bar inside which nothing is known. Default: the worst for us. */
  readonly barPath?: 'against-you' | 'customary'
  /** Which gives way when an own order would take another. Default: the one that rests. */
  readonly selfTrade?: SelfTradeMode
  /** What positions must be covered by. Default, and without a ledger: nothing, so that nothing is refused or liquidated. */
  readonly margin?: MarginTerms
  /** What positions pay at settlement times, where there is a ledger. Default: what is recorded. */
  readonly funding?: FundingRate
  /** What the exchange matches against: the market as it is received, which is also all that paper trading knows. */
  readonly matchOn?: 'received'
  /** Levels that one order can walk, and taken levels that are remembered, a side. Default: 4,096. */
  readonly levelsMax?: number
  /** Executions are numbered on from here: those of an exchange that was there before this one. Default: 0. */
  readonly executionsBefore?: number
  /** Size of the exchange's own books. Default: that of core. */
  readonly book?: BookSize
}

/** What the exchange is given by whoever runs it. */
export interface SimNeeds {
  /** All that it lists, by their numbers on the tape. */
  readonly instruments: readonly Instrument[]
  readonly memory: Memory
  /** The slot in a handle; which order is there is found out here. */
  readonly slotOf: (order: OrderHandle) => number
  /** The currency that fees of an instrument are paid in. */
  readonly feeCurrency: (instrument: Instrument) => FeeCurrency
  /** Whether rows of a book can come for an instrument. Without it they are passed over, and no memory is taken for one. */
  readonly hasBook: (instrument: Instrument) => boolean
  /**
   * Whether trades come for an instrument. Where they do not, the best price on the other side of the book stands for the last one when
   * triggers ask for it. Left out: they come everywhere.
   */
  readonly hasTrades?: (instrument: Instrument) => boolean
  /** The exchange's own books, at the state of now. Left out: it keeps none. */
  readonly ledger?: Ledger
  /** Slots of orders. */
  readonly ordersMax: number
}
