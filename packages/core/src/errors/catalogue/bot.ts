import type { CatalogueEntry } from './entry.ts'

/** 12xx: what `defineBot` was given, and what profiles and `--set` change in it. */
export const botErrors = {
  BY1201: {
    title: 'Two strategies are called "{name}"',
    why: 'Orders, fills and state belong to a strategy by its name, so two of one name could not be told apart.',
    fix: ["name the second one: {name}({ ... }, { as: '{name}-2' })"],
    exit: 3,
    explain: [
      'The bot has two strategies of the same name.',
      'Each has its own position, orders and saved state, and the name is the key to all of them.',
      'Give every further one a name of its own with `as`.',
      'Keep the name once it has traded: under another name its saved state is not found.',
    ],
    example: "strategies: [momentum(), momentum({ slow: 240 }, { as: 'wide' })]",
  },
  BY1202: {
    title: 'The bot has no profile "{profile}"',
    why: 'Running without it would run with other settings than you asked for.',
    fix: ['use one of: {known}', 'add it to `profiles` of the bot'],
    exit: 3,
    explain: [
      'A profile was asked for that the bot file does not define.',
      'A profile changes parts of the bot, often its risk limits, so a missing one is never skipped.',
      'Of costs, latency, account, orders and capacity it changes the values that it names, and risk rules by their name: no rule is lost.',
      'Lists of symbols, strategies and plugins stand instead of those of the bot.',
      'See what is in force with `npx botyard config print`.',
    ],
    example: "profiles: { careful: { risk: [maxPosition('10%')] } }",
  },
  BY1203: {
    title: 'The bot has no option "{path}"',
    why: 'A value that is set nowhere would be lost without a word.',
    fix: ['use one of: {known}', 'see all paths: npx botyard config print'],
    exit: 3,
    explain: [
      'A path, given to --set or by a search, leads to nothing in the bot.',
      'A path is the name of a strategy or plugin, a point, and the name of its option; the name of a rule or plugin alone stands for its first option.',
      'For a second strategy of one kind it is the name given with `as`.',
      'Fields of the bot are reached by their own path: costs.taker, latency.entry, account.start, capacity.orders.',
    ],
    example: 'npx botyard backtest --set momentum.fast=30',
  },
  BY1204: {
    title: 'The bot "{bot}" has no {what}',
    why: 'Without it there is nothing to run.',
    fix: ['add {what} to defineBot'],
    exit: 3,
    explain: [
      'A part that every bot needs is missing or empty.',
      'Falsy entries of lists are ignored, so a condition that was false may have removed the last one.',
      'Add the part to defineBot.',
    ],
    example: "defineBot({ name: 'my-bot', symbols: ['BTCUSDT'], strategies: [momentum()], venue: sim() })",
  },
  BY1205: {
    title: 'No route from {from} to {to} for the equity of {account}',
    why: 'A balance that cannot be valued would be missing from equity, and every risk limit is a share of equity.',
    fix: ['add a symbol that trades {from} against {to}', 'choose another currency for the account'],
    exit: 3,
    explain: [
      'The account can hold a currency for which no instrument of the bot gives a price in the currency of the account.',
      'Equity is told in one currency, and limits such as maxDrawdown are shares of it.',
      'A silent zero would make equity wrong, so the bot does not start.',
      'Add a symbol that links the two currencies, directly or over a third.',
    ],
    example: "symbols: ['spot:ETHBTC', 'spot:BTCUSDT'], account: { start: 10_000, quote: 'USDT' }",
  },
  BY1206: {
    title: '"{name}" cannot be the name of a {what}: {reason}',
    why: 'Names become parts of order ids, file names and flags.',
    fix: ['use letters, digits and dashes, beginning with a letter'],
    exit: 3,
    explain: [
      'A name has characters that cannot stand in a file name, an order id or a flag.',
      'Letters, digits and dashes work everywhere.',
      'A name that has traded should stay, because saved state is found by it.',
    ],
    example: "defineBot({ name: 'my-bot' })",
  },
  BY1207: {
    title: 'The symbol "{symbol}" is listed twice',
    why: 'Every strategy would be made twice for it and trade against its own limits.',
    fix: ['remove one of the two'],
    exit: 3,
    explain: [
      'The list of symbols names one instrument twice, perhaps once in the short and once in the full form.',
      'A strategy is made once per instrument, so a double entry would double every order.',
      'Remove one of them.',
    ],
    example: "symbols: ['BTCUSDT', 'ETHUSDT']",
  },
} as const satisfies Record<string, CatalogueEntry>
