import type { CatalogueEntry } from './entry.ts'

/** 21xx: what strategies do while they are made and while they run. */
export const strategyErrors = {
  BY2101: {
    title: 'The strategy "{strategy}" failed in create: {reason}',
    why: 'A strategy that could not be made does not trade, and the bot does not start without it.',
    fix: ['repair the line named above'],
    exit: 3,
    explain: [
      'The create function of a strategy threw an error.',
      'In create there are no prices yet: book, position and bars are empty until the first callback.',
      'Read market data in callbacks such as onBar, and only prepare in create.',
    ],
    example: "create(desk) { const bars = desk.bars('15m'); return { onBar() {} } }",
  },
  BY2102: {
    title: 'The strategy "{strategy}" returns the unknown callback "{callback}"',
    why: 'A callback is a subscription by its name; this one would never be called.',
    fix: ['use one of: {known}'],
    exit: 3,
    explain: [
      'The object that create returned has a function that is no callback.',
      'Callbacks are found by name, so a misspelled one would wait for ever without a word.',
      'Correct the name, or keep own functions outside of the returned object.',
    ],
    example: 'return { onBar(bar) {}, onFill(fill) {} }',
  },
  BY2103: {
    title: 'The strategy "{strategy}" threw in {callback}: {reason}',
    why: 'After {limit} errors it is put out of the game: its orders are cancelled and it may only reduce.',
    fix: ['repair the line named above', 'see how it comes about: npx botyard backtest --verbose'],
    exit: 3,
    explain: [
      'A callback of a strategy threw an error.',
      'Other strategies go on; the error is counted, and after a few of them the strategy is quarantined, because half of a decision is worse than none.',
      'A typical cause is a value that is not there yet: check `ready` of an indicator, and NaN.',
    ],
    example: 'onBar() { if (!slow.ready) return }',
  },
  BY2104: {
    title: '"{strategy}" called {call} after it was made',
    why: 'What a strategy uses is laid out before the first row, so every mode sees the same.',
    fix: ['move {call} into create and keep what it returns'],
    exit: 3,
    explain: [
      'A strategy asked for bars, an indicator or state in a callback.',
      'These are set up once, before the history is replayed, so that they are warm at the first row that counts.',
      'Call it in create and use the returned object in callbacks.',
    ],
    example: "create(desk) { const bars = desk.bars('1h'); return { onBar() { read(bars.close) } } }",
  },
  BY2105: {
    title: 'The strategy "{strategy}" has two states called "{name}"',
    why: 'Saved state is found again by its name.',
    fix: ['give the second state another name'],
    exit: 3,
    explain: [
      'A strategy called desk.state twice with one name.',
      'On restart both would be filled from the same record.',
      'Use one record for both, or two names.',
    ],
    example: "const kept = desk.state('daily', { bought: 0 })",
  },
  BY2106: {
    title: 'All {capacity} timers are in use',
    why: 'Every limit is fixed at the start; a bot that sets timers without end has a mistake.',
    fix: ['cancel timers that are no longer needed', 'use every() instead of many after()', 'raise capacity.timers'],
    exit: 3,
    explain: [
      'A strategy set one timer too many.',
      'Usually a timer is set in every callback and never cancelled.',
      'Keep its number, and cancel it before a new one is set.',
    ],
    example: "desk.clock.cancel(timer); timer = desk.clock.after('5s', wake)",
  },
  BY2107: {
    title: 'Two different {what} are called "{name}"',
    why: 'Equal wishes share one instance by name and options, so one would get the numbers of the other.',
    fix: ['give one of them another name', 'define it once, outside of create'],
    exit: 3,
    explain: [
      'Two definitions of one name are used with the same options and inputs in one bot.',
      'A wish is known by its name, its options and what it follows; equal wishes are made once, and saved state is found by them too.',
      'The usual cause is a copy that kept its name, or a definition inside of create, which is a new one at every call.',
    ],
    example: "const mine = defineIndicator({ name: 'my-ema', ... })   // beside the strategy, not in create",
  },
  BY2108: {
    title: '{name} follows "{input}", which is no source of this bot',
    why: 'It would never be updated.',
    fix: ['give it bars, trades, a book, or what desk.use has returned'],
    exit: 3,
    explain: [
      'An indicator was given something to follow that does not move with the tape of this bot.',
      'The usual slip is to nest two wishes: the inner one must become an instance first.',
      'Call desk.use for the inner one and give its result to the outer one.',
    ],
    example: 'desk.use(ema(desk.use(rsi(bars, 14)), 5))',
  },
  BY2109: {
    title: 'Time stands still: {who} does something at one instant without end',
    why: 'After {messages} messages at {time} microseconds nothing later can ever be reached.',
    fix: [
      'in onFill and onOrder, order only what the position still lacks',
      'give the wire a latency: latency: { entry: "10ms" }, and timers that set themselves again a delay',
    ],
    exit: 3,
    explain: [
      'A strategy orders whenever it hears of a fill, and each order fills at once and is heard of at the same instant.',
      'With a latency of 0 that never ends; with any other it would trade without pause.',
      'The other way to it is a timer of 0s that sets itself again.',
      'Decide on bars, trades or the book, and let callbacks about orders only remember what happened.',
    ],
    example: 'onFill() { if (desk.position.quantity < target) desk.buy(target - desk.position.quantity) }',
  },
  BY2110: {
    title: '{callback} of the strategy "{strategy}" {fault}',
    why: 'A callback is over when it returns: what went on afterwards would see other prices, at another time.',
    fix: [
      'let it be a plain function that awaits nothing',
      'ask what takes time as a question: desk.ask, and hear of it in onAnswer',
    ],
    exit: 3,
    explain: [
      'A callback is async or a generator, or it returned a promise.',
      'Nothing waits for it, so its second half would run whenever the machine gets to it, and no two backtests would be the same.',
      'In a backtest no time passes while it waits, and in paper and live an order would be made from prices that are gone.',
      'What needs an answer from elsewhere is a question, and its answer comes as a callback.',
    ],
    example: 'onBar() { desk.ask(model(), features) }, onAnswer({ values }) { decide(values) }',
  },
  BY2111: {
    title: 'back({back}) of the {interval} bars of {symbol} is never there: {keep} kept',
    why: 'Its numbers are NaN at every bar, and no comparison with NaN is ever true, so what waits for one never happens.',
    fix: ["keep more bars: desk.bars('{interval}', { keep: {wanted} })"],
    exit: 3,
    explain: [
      'A strategy looked back further than it had asked for, or by something that is no whole number from 0 up.',
      'All memory is laid out before the first row, so `keep` of desk.bars says how many closed bars can be looked back on; it is 1 when left out.',
      'The newest bar is back(0), so back(3) needs a keep of 4.',
      'It is told once for each row of bars, as a warning.',
    ],
    example: "const bars = desk.bars('1h', { keep: 4 })   // back(0) to back(3)",
  },
} as const satisfies Record<string, CatalogueEntry>
