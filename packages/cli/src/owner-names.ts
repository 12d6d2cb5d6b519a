/** The last part of a symbol, 'BTCUSDT' of 'sim:linear:BTCUSDT', as long as no other one of the run ends the same. */
export function shortSymbols(symbols: readonly string[]): (symbol: string) => string {
  const last = (symbol: string) => symbol.slice(symbol.lastIndexOf(':') + 1)
  const counts = new Map<string, number>()
  for (const symbol of new Set(symbols)) counts.set(last(symbol), (counts.get(last(symbol)) ?? 0) + 1)
  return (symbol) => (counts.get(last(symbol)) === 1 ? last(symbol) : symbol)
}

const namedMost = 5

/** The symbols of a run in a line that stays one. */
export function symbolList(symbols: readonly string[]): string {
  const names = symbols.map(shortSymbols(symbols))
  const more = names.length - namedMost
  return more > 1 ? `${names.slice(0, namedMost).join(', ')} and ${more} more` : names.join(', ')
}

/** The strategy of an owner that is named beside its symbol: 'crossing' of 'crossing@sim:linear:BTCUSDT'. */
export function strategyOf({ owner, symbol }: { readonly owner: string; readonly symbol: string }): string {
  return owner.endsWith(`@${symbol}`) ? owner.slice(0, -symbol.length - 1) : owner
}
