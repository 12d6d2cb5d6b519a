/** A program of orders in one direction, and the market it goes to. */
export interface ImpactProgram {
  /** Bought or sold altogether, in the unit of the volume. */
  readonly size: number
  /** Traded on an average day. */
  readonly dailyVolume: number
  /** All there is to trade: shares outstanding, coins in circulation. */
  readonly supply: number
  /** Of a day, as a share of the price. */
  readonly volatility: number
  /** How long the program takes, in days of trading. */
  readonly days: number
}

/** Constants of the model. Those of the paper were fitted to large American shares; a market of another kind needs its own. */
export interface ImpactFit {
  readonly permanent: number
  readonly temporary: number
  /** Exponents of the size, of the speed, and of the turnover. */
  readonly sizePower: number
  readonly speedPower: number
  readonly turnoverPower: number
}

/** The constants of Almgren, Thum, Hauptmann and Li. */
export const almgrenFit: ImpactFit = { permanent: 0.314, temporary: 0.142, sizePower: 1, speedPower: 0.6, turnoverPower: 0.25 }

/** What a program does to the price, each as a share of it and against the program. */
export interface ProgramImpact {
  /** What stays when the program is over. */
  readonly permanent: number
  /** What is paid for speed and goes away. */
  readonly temporary: number
  /** What the program pays on average beyond the price it began at: half of the one, which builds up on the way, and all of the other. */
  readonly cost: number
}

/**
 * Impact of a program that trades at an even speed. Almgren, Thum, Hauptmann and Li, *Direct Estimation of Equity Market Impact* (2005): with
 * X the size, V the daily volume and T the days, the permanent part is `0.314 * volatility * X / V * (supply / V)^(1/4)`, the temporary one
 * `0.142 * volatility * (X / (V * T))^(3/5)`. No number without volume or time.
 *
 * @example
 * almgrenImpact({ size: 656_100, dailyVolume: 6_561_000, supply: 1.728e9, volatility: 0.0157, days: 0.5 }).cost // 0.00184: 18 basis points
 */
export function almgrenImpact(
  { size, dailyVolume, supply, volatility, days }: ImpactProgram,
  { permanent: stays, temporary: passes, sizePower, speedPower, turnoverPower }: ImpactFit = almgrenFit,
): ProgramImpact {
  const share = dailyVolume > 0 && days > 0 ? Math.abs(size) / dailyVolume : Number.NaN
  const permanent = stays * volatility * share ** sizePower * (supply / dailyVolume) ** turnoverPower
  const temporary = passes * volatility * (share / days) ** speedPower
  return { permanent, temporary, cost: permanent / 2 + temporary }
}
