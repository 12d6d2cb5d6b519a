const quotes = ['USDT', 'USDC', 'FDUSD', 'BUSD', 'USD', 'EUR', 'GBP', 'JPY', 'BTC', 'ETH', 'BNB'] as const

/** Base and quote of a name: by its mark (BTC-USDT, BTC/USDT, also with what settles it, BTC/USDT:USDT), else by a known quote at its end; else the quote is USD. */
export function splitName(name: string): { base: string; quote: string } {
  const marked = /^([^-/_]+)[-/_]([^-/_:]+)(?::[^:]+)?$/.exec(name)
  if (marked !== null) return { base: marked[1], quote: marked[2] }
  const quote = quotes.find((text) => name.length > text.length && name.endsWith(text))
  return quote === undefined ? { base: name, quote: 'USD' } : { base: name.slice(0, -quote.length), quote }
}
