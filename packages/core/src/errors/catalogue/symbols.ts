import type { CatalogueEntry } from './entry.ts'

/** 3xxx: symbols and the rules of instruments. */
export const symbolErrors = {
  BY3001: {
    title: '{venue} has no symbol "{symbol}"',
    why: 'Symbols are written as the venue writes them. Closest: {closest}',
    fix: ['use one of the closest: {closest}', 'see what the data has: npx botyard data ls'],
    exit: 3,
    explain: [
      'The venue, or the recorded data, does not list the symbol.',
      'Venues write the same market differently, for example BTCUSDT, BTC-USDT or BTC/USDT, and nothing is translated by guessing.',
      'Use the spelling of the venue.',
      'A bot of several symbols needs data of each of them: a folder with a file for each, or --symbols for those that are there.',
    ],
    example: "symbols: ['BTCUSDT']",
  },
  BY3002: {
    title: 'The symbol "{symbol}" names the venue "{venue}", which the bot does not have',
    why: 'A symbol may begin with the name of one of the venues of the bot: {known}',
    fix: ['begin it with one of: {known}', 'add {venue} to `venues` of the bot'],
    exit: 3,
    explain: [
      'The part before the first colon of a symbol is the name of a venue, and the bot has none of that name.',
      'The names are the keys of `venues`; a single `venue` goes by its own name.',
      'With one venue the prefix can be left out.',
    ],
    example: "venues: { a: sim(), b: sim() }, symbols: ['a:BTCUSDT', 'b:BTCUSDT']",
  },
  BY3003: {
    title: '"{symbol}" is not a symbol: {reason}',
    why: 'A symbol is [venue:][spot:|linear:|inverse:]NAME.',
    fix: ["write it like 'BTCUSDT', 'linear:BTCUSDT' or 'sim:linear:BTCUSDT'"],
    exit: 3,
    explain: [
      'The text cannot be read as a symbol.',
      'It has at most three parts with colons between: the venue, the kind of market, and the name at the venue.',
      'The first two can be left out when they are not needed to tell markets apart.',
    ],
    example: "symbols: ['spot:BTCUSDT', 'linear:BTCUSDT']",
  },
  BY3004: {
    title: 'The symbol "{symbol}" could be any of: {candidates}',
    why: 'Choosing one of them by itself could trade the wrong market.',
    fix: ['write it in full, such as {example}'],
    exit: 3,
    explain: [
      'A short symbol fits more than one market of the bot.',
      'The same name often exists as spot and as perpetual, or at two venues.',
      'Write the kind of market or the venue before it.',
    ],
    example: "desk.at('linear:BTCUSDT')",
  },
  BY3005: {
    title: 'Prices of {symbol} do not fit: {price} at {decimals} decimals',
    why: 'Prices are whole numbers of their finest decimal, below 2147483648.',
    fix: ['remove {symbol} from the bot', 'import its data with fewer decimals'],
    exit: 3,
    explain: [
      'A price of the instrument is too large for the number of decimals in which it is quoted.',
      'Inside, a price is a 32-bit count of its finest decimal, which keeps books small and exact.',
      'No large venue lists such an instrument; look for a wrong tick in the data.',
    ],
    example: 'tick 0.01 reaches prices up to 21474836.47',
  },
  BY3006: {
    title: 'The bot has no symbol "{symbol}"',
    why: 'A desk exists for each symbol of the bot only: {known}',
    fix: ['add it to `symbols` of the bot', 'use one of: {known}'],
    exit: 3,
    explain: [
      'A strategy asked with desk.at for a symbol that is not in the bot.',
      'All instruments are known before the start, so data can be subscribed and risk reckoned.',
      'Add the symbol to the bot.',
    ],
    example: "const hedge = desk.at('linear:BTCUSDT')",
  },
  BY3007: {
    title: 'The rules of {symbol} cannot be used: {reason}',
    why: 'Orders are snapped and checked by these rules, so a wrong one would send wrong orders.',
    fix: ['see the data file: npx botyard data check', 'import the data again'],
    exit: 4,
    explain: [
      'Tick, lot or minimum of an instrument are missing, not positive, or contradict each other.',
      'They come from the venue, or from the recorded data.',
      'Nothing is assumed in their place.',
    ],
    example: 'tick 0.1, lot 0.001, minimum value 5 USDT',
  },
} as const satisfies Record<string, CatalogueEntry>
