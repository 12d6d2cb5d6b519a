/** What can be started. */
export interface Template {
  readonly title: string
  /** What its folders hold, each over the one before. */
  readonly layers: readonly string[]
  /** Whether it is run on data once it stands; the others run their tests. */
  readonly bot: 'bot.ts' | 'example/bot.ts' | undefined
  /** What there is to do next: a script or a command, and what it does. */
  readonly next: readonly (readonly [script: 'dev' | 'start' | 'test' | 'build' | 'check', about: string])[]
}

/** Every template, by name. The first is the default. */
export const templates = {
  momentum: {
    title: 'Momentum bot',
    layers: ['every', 'bot', 'momentum'],
    bot: 'bot.ts',
    next: [
      ['dev', 'edit src/strategy.ts; every save runs the backtest again'],
      ['start', 'paper trading on recorded data, at full speed'],
      ['test', 'the tests of the strategy'],
    ],
  },
  blank: {
    title: 'Blank bot',
    layers: ['every', 'bot', 'blank'],
    bot: 'bot.ts',
    next: [
      ['dev', 'write src/strategy.ts; every save runs the backtest again'],
      ['start', 'paper trading on recorded data, at full speed'],
      ['test', 'the tests of the strategy'],
    ],
  },
  strategy: {
    title: 'Strategy package',
    layers: ['every', 'package', 'strategy'],
    bot: 'example/bot.ts',
    next: [
      ['dev', 'edit src/breakout.ts; every save runs the backtest again'],
      ['test', 'the tests of the strategy'],
      ['build', 'the JavaScript that is published'],
    ],
  },
  adapter: {
    title: 'Adapter package',
    layers: ['every', 'package', 'adapter'],
    bot: undefined,
    next: [
      ['test', 'feed and order entry against recorded messages'],
      ['check', 'types'],
      ['build', 'the JavaScript that is published'],
    ],
  },
} as const satisfies Record<string, Template>

/** The name of a template. */
export type TemplateName = keyof typeof templates
