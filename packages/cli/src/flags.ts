import {
  readCount,
  readDate,
  readDays,
  readDuration,
  readKinds,
  readOneOf,
  readPath,
  readPositive,
  readSeed,
  readSetting,
  readSpeed,
  readSymbols,
  readWord,
} from './flag-values.ts'

/** What a reader says of a text that is no value of its flag. */
export interface Unreadable {
  readonly expected: string
  readonly example: string
}

/** One flag of the command line, as data: its help, its check and the type of its value come from here. */
export interface Flag<T = unknown> {
  readonly short?: string
  /** How the value is called in the help. Without it the flag is a switch. */
  readonly value?: string
  readonly about: string
  /** Several may be given; the command gets all of them. */
  readonly repeat?: true
  /** Written --no-NAME: it turns off what is on. */
  readonly negated?: true
  /** Reads the text after the flag; a text that cannot be read is answered with what was expected. */
  readonly read?: (text: string) => T | Unreadable
}

/** A flag with a value. */
type Valued<T> = Flag<T> & Required<Pick<Flag<T>, 'value' | 'read'>>

function flag<T>(value: string, about: string, read: (text: string) => T | Unreadable, short?: string): Valued<T> {
  return short === undefined ? { value, about, read } : { value, about, read, short }
}

function turn(about: string): { readonly about: string } {
  return { about }
}

/** Every flag there is, by name. A flag means the same wherever it is taken. */
export const flags = {
  config: flag('FILE', 'bot file; else bot.ts, searched upward', readPath, 'c'),
  set: { ...flag('A.B=VALUE', 'change an option; may be repeated', readSetting), repeat: true },
  profile: flag('NAME', 'profile of the bot', readWord),
  from: flag('DATE', 'start, UTC: 2024-01-31 or 2024-01-31T09:30', readDate),
  to: flag('DATE', 'end, UTC, not included', readDate),
  days: flag('N', 'days after --from, before --to, or before the end', readDays),
  symbols: flag('A,B', 'symbols instead of those of the bot', readSymbols),
  seed: flag('N', 'seed of all chance; 1 when left out', readSeed),
  data: flag('PATH', 'data file or folder, sample:bars or sample:book', readPath),
  speed: flag('TIMES', 'how fast paper replays: 60x, or max', readSpeed),
  verify: turn('run again to prove the result; seek look-ahead in all of it'),
  out: flag('PATH', 'file to write, or an existing folder for it', readPath),
  format: flag('FORMAT', 'format of the file: csv', readOneOf(['csv'])),
  kind: flag('KIND', 'what the rows are: bars or trades', readOneOf(['bars', 'trades'])),
  symbol: flag('SYMBOL', 'symbol of the rows', readWord),
  interval: flag('TIME', 'length of a bar, such as 1m; else found out', readDuration),
  time: flag('END', 'which end of a bar its time is: open or close', readOneOf(['open', 'close'])),
  'skip-bad': turn('leave bad lines out and count them'),
  overwrite: turn('replace a file of the same name'),
  kinds: flag('KINDS', 'of bars,trades,book; bars when left out', readKinds),
  gaps: flag('N', 'stretches without rows; none when left out', readCount),
  tick: flag('STEP', 'smallest step of a price; else found out', readPositive),
  lot: flag('STEP', 'smallest step of a quantity; else found out', readPositive),
  json: turn('one JSON document on stdout, the rest on stderr'),
  quiet: turn('one line of result, failed checks, the report'),
  verbose: turn('print more, such as the stack of an error'),
  color: { about: 'no colours; NO_COLOR does the same', negated: true },
  ascii: turn('draw with plain ASCII'),
  cwd: flag('FOLDER', 'work in this folder', readPath),
} as const satisfies Record<string, Flag>

/** The name of a flag. */
export type FlagName = keyof typeof flags

type ValueOf<F> = F extends { repeat: true; read: (text: string) => infer T }
  ? readonly Exclude<T, Unreadable>[]
  : F extends { read: (text: string) => infer T }
    ? Exclude<T, Unreadable>
    : boolean

/** What was given; a flag that was not given is undefined. */
export type FlagValues = { readonly [N in FlagName]?: ValueOf<(typeof flags)[N]> }

/** Flags that every command takes. */
export const commonFlags = ['json', 'quiet', 'verbose', 'color', 'ascii', 'cwd'] as const satisfies readonly FlagName[]

/** A flag as it is written: --seed, --no-color. */
export function writtenFlag(name: FlagName): string {
  const { negated }: Flag = flags[name]
  return negated ? `--no-${name}` : `--${name}`
}
