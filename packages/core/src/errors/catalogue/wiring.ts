import type { CatalogueEntry } from './entry.ts'

/** 20xx: how plugins find each other, start and stop. */
export const wiringErrors = {
  BY2001: {
    title: 'Both {first} and {second} provide {token}',
    why: 'Which of them is used would depend on their order, so neither is.',
    fix: ['remove one of the two from the bot', 'let the second replace the first: name {token} in `overrides` of {second}'],
    exit: 3,
    explain: [
      'Two plugins provide the same part.',
      'Taking the last one would make the bot depend on the order of a list, and a moved line could change the exchange it trades on.',
      'Remove one, or say with `overrides` that it is meant to replace the other.',
      'Parts that core provides by itself may always be replaced by one plugin.',
    ],
    example: "definePlugin({ name: 'my-store', provides: [Store], overrides: [Store], ... })",
  },
  BY2002: {
    title: 'Two plugins are called "{name}"',
    why: 'Options, logs and the order of start and stop go by the name.',
    fix: ['remove the second one', 'rename the one you wrote yourself, in definePlugin({ name })'],
    exit: 3,
    explain: [
      'The bot has two plugins of one name.',
      'Most often the same plugin was added twice, once in the bot and once in a profile.',
      'Remove one of them.',
    ],
    example: "definePlugin({ name: 'my-store', ... })",
  },
  BY2003: {
    title: 'These parts need each other in a circle, beginning at {token}',
    why: 'None of them can be made first.',
    fix: ['let one of them get the other in onStart, by host.get, instead of needing it'],
    exit: 3,
    explain: [
      'A part needs a second part that needs, directly or over others, the first one again.',
      'The chain in the message shows the circle.',
      'Break it at the weakest place: take the part with host.get in onStart, when all parts exist.',
    ],
    example: 'host.onStart(() => use(host.get(Store)))',
  },
  BY2004: {
    title: 'Nothing provides {token}',
    why: '{owner} needs it and cannot be made without it.',
    fix: ['add a plugin that provides {token}'],
    exit: 3,
    explain: [
      'A part is needed that no plugin of the bot provides.',
      'The chain in the message shows who asked for it, from the bot down.',
      'MarketFeed and OrderGateway come from the venue; most other parts have a default in core.',
      'A package that is installed does nothing until it is used in the bot file.',
    ],
    example: "defineBot({ venue: sim(), symbols: ['BTCUSDT'], ... })",
  },
  BY2005: {
    title: 'The plugin {plugin} failed in {step}: {reason}',
    why: 'Everything that had been started was stopped again, in reverse order.',
    fix: ['repair the cause named above', 'see the surroundings: npx botyard doctor'],
    exit: 3,
    explain: [
      'A plugin threw an error while it was set up, started or stopped.',
      'A bot runs with all of its plugins or not at all, so the others were stopped again in reverse order.',
      'The words after the colon are those of the plugin, and --verbose shows the whole stack.',
    ],
    example: 'npx botyard paper --verbose',
  },
  BY2006: {
    title: '{plugin} asked for {token} before the start',
    why: 'While plugins are set up their parts do not exist yet.',
    fix: ['move the call into host.onStart', 'name {token} among the needs of host.provide'],
    exit: 3,
    explain: [
      'A plugin called host.get while it was being set up.',
      'During setup a plugin only says what it provides and needs; parts are made afterwards, in the order of need.',
      'Call host.get in onStart, or take the part as an argument of host.provide.',
    ],
    example: 'host.provide(Report, [Store], (store) => new Report(store))',
  },
  BY2007: {
    title: 'The plugin {plugin} did not finish {step} within {limit}',
    why: 'A step without an end would keep the bot from starting, or from stopping.',
    fix: ['see whether what it waits for can be reached: npx botyard doctor'],
    exit: 3,
    explain: [
      'A plugin took longer than its deadline to start or stop.',
      'Most often it waits for a connection that does not come about.',
      'At a stop the deadline only ends the waiting: the next step runs all the same.',
    ],
    example: 'host.onStart(() => connect(url))   // should settle within its deadline',
  },
  BY2008: {
    title: 'The plugin {plugin} declares {token} but does not provide it',
    why: 'Others were wired on its word.',
    fix: ['call host.provide({token}, ...) in setup', 'take {token} out of `provides`'],
    exit: 3,
    explain: [
      'The list `provides` of a plugin names a part that its setup never provides.',
      'The graph of plugins is drawn from that list before anything is made.',
      'Make the list and the setup agree.',
    ],
    example: 'provides: [Store], setup(host) { host.provide(Store, [Env], makeStore) }',
  },
  BY2009: {
    title: 'Entry {index} of `{list}` is {got}, expected {expected}',
    why: 'It was not made by the function of its package, so nothing is known about it.',
    fix: ['call the function: momentum() instead of momentum'],
    exit: 3,
    explain: [
      'A list of the bot has an entry that is not a strategy, rule or plugin.',
      'The usual slip is to name the function without calling it.',
      'Entries that are false, null or undefined are ignored on purpose, so conditions can be written in the list.',
    ],
    example: 'strategies: [momentum(), late && scalper()]',
  },
  BY2010: {
    title: '{plugin} asked for the column "{column}" after the start',
    why: 'Memory is sealed at the start, so the trading path can never wait for more of it.',
    fix: ['ask for the column in setup or in create'],
    exit: 3,
    explain: [
      'A plugin asked for memory while the bot was running.',
      'All columns are laid out before the first row, which keeps pauses for memory out of the trading path.',
      'Ask for the largest size you need at the start.',
    ],
    example: "const prices = memory.column('f64', 1024, 'my prices')   // in setup",
  },
  BY2011: {
    title: 'A lane of {rows} rows is too small for a book of {levels} levels',
    why: 'A whole snapshot and the one that replaces it must fit, or the book would stay stale for ever.',
    fix: ['ask for a smaller depth of book'],
    exit: 3,
    explain: [
      'The lane that carries market data cannot hold two snapshots of the deepest book.',
      'A lane that is full marks its instruments stale and asks for a snapshot, which would not fit either.',
      'Subscribe to a smaller depth, or to fewer symbols.',
    ],
    example: 'a book of 1000 levels a side needs a lane of at least 4000 rows',
  },
} as const satisfies Record<string, CatalogueEntry>
