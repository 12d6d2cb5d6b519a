export { correlationOf, covarianceOf, portfolioDeviation } from './correlation.ts'
export type { RatioOptions } from './downside.ts'
export { downsideDeviation, omegaRatio, sortinoRatio } from './downside.ts'
export type { Drawdown } from './drawdown.ts'
export { calmarRatio, drawdownOf } from './drawdown.ts'
export type { Held } from './exposure.ts'
export { exposedBarShare, exposedShare } from './exposure.ts'
export { dailyReturns, grownBy, netReturn, returnsOf, yearlyGrowth } from './growth.ts'
export type { KellyReturns } from './kelly.ts'
export { kellyGrowth, kellyLeverage, kellyShare } from './kelly.ts'
export type { Moments } from './moments.ts'
export { momentsOf } from './moments.ts'
export { normalAt, normalBelow, normalDensity } from './normal.ts'
export type { Overfitting } from './overfitting.ts'
export { overfittingOf } from './overfitting.ts'
export type { SharpeSample, Trials } from './probable-sharpe.ts'
export { deflatedSharpe, luckiestSharpe, probabilisticSharpe, trackRecordMin } from './probable-sharpe.ts'
export { quantileOf } from './quantile.ts'
export { sharpeError, sharpeInterval, sharpeRatio, yearlySharpe } from './sharpe.ts'
export type { TailRisk } from './tail-risk.ts'
export { decayWeights, tailRisk } from './tail-risk.ts'
export type { NormalShape } from './value-at-risk.ts'
export {
  cornishFisher,
  historicalShortfall,
  historicalValueAtRisk,
  modifiedValueAtRisk,
  normalShortfall,
  normalValueAtRisk,
} from './value-at-risk.ts'
export { decayingVolatility, decayPeriods, garchVolatility } from './volatility.ts'
