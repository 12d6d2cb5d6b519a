import { relative } from 'node:path'
import { BotyardError, dayMicros } from '@botyard/core'
import type { Call, LoadedBot } from './call.ts'
import type { FlagName, FlagValues } from './flags.ts'
import { minute } from './format.ts'
import type { RunOptions } from './runner.ts'
import { contradiction } from './usage.ts'

interface Period {
  readonly from?: number
  readonly to?: number
  readonly days?: number
}

/** The time to run over: --days counts from --from, or back from --to, or back from the end of the data. */
function periodOf({ from, to, days }: FlagValues): Period {
  if (from !== undefined && to !== undefined && days !== undefined) {
    throw contradiction('--days', '--from and --to', 'leave out one of the three')
  }
  const start = from ?? (to !== undefined && days !== undefined ? to - days * dayMicros : undefined)
  const end = to ?? (from !== undefined && days !== undefined ? from + days * dayMicros : undefined)
  if (start !== undefined && end !== undefined && start >= end) {
    const details = { flag: '--to', got: minute(end), expected: `a time after --from, ${minute(start)}`, example: '' }
    throw new BotyardError('BY1303', details, { fix: ['choose an end after the start; the end itself is not included'] })
  }
  return {
    ...(start === undefined ? {} : { from: start }),
    ...(end === undefined ? {} : { to: end }),
    ...(start === undefined && end === undefined && days !== undefined ? { days } : {}),
  }
}

/** What the flags ask of the runner. Nothing is filled in: what was not said is for the bot and the runner to choose. */
export function runOptions({ flags: given }: Call, { file }: LoadedBot): RunOptions {
  return {
    botFile: file,
    ...periodOf(given),
    ...(given.data === undefined ? {} : { data: given.data }),
    ...(given.symbols === undefined ? {} : { symbols: given.symbols }),
    ...(given.seed === undefined ? {} : { seed: given.seed }),
    ...(given.set === undefined ? {} : { set: given.set }),
    ...(given.profile === undefined ? {} : { profile: given.profile }),
    ...(given.verify === undefined ? {} : { verify: given.verify }),
  }
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

const repeated = ['profile', 'from', 'to', 'days', 'symbols', 'data', 'speed'] as const satisfies readonly FlagName[]

function written(name: (typeof repeated)[number], given: FlagValues): string[] {
  const value = given[name]
  if (value === undefined) return []
  const text = name === 'from' || name === 'to' ? dateOf(value as number) : String(value)
  return [`--${name}`, name === 'speed' && value !== 'max' ? `${text}x` : text]
}

// Seconds cannot be left out by minute(), but a range may begin at any of them.
function dateOf(time: number): string {
  return new Date(time / 1000).toISOString().slice(0, 19).replace('T00:00:00', '')
}

/** The command that makes the same run again, with the seed that was used. */
export function commandAgain({ command, own, startedIn, flags: given }: Call, { file }: LoadedBot, seed: number): string {
  const path = relative(startedIn, file) || file
  const shown = path.startsWith('..') ? file : path
  const start = own === undefined ? ['npx', 'botyard', command, shown] : ['node', shown, command]
  const words = [
    ...start,
    ...repeated.flatMap((name) => written(name, given)),
    ...(given.set ?? []).flatMap((set) => ['--set', set]),
  ]
  return [...words, '--seed', String(seed), ...(given.verify ? ['--verify'] : [])].map(quoted).join(' ')
}
