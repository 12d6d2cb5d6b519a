import type { FileHeader, FileTables, RowCount, RuleEntry } from './format.ts'
import { readRules } from './rules-json.ts'

/** The header out of its JSON, or undefined when something that rows depend on is missing. Unknown fields are ignored. */
export function readHeader(json: unknown): FileHeader | undefined {
  if (!isRecord(json)) return undefined
  const { name, synthetic, generator, seed, createdBy } = json
  const instruments = readList(json['instruments'], readRules)
  if (typeof name !== 'string' || typeof synthetic !== 'boolean' || instruments === undefined) return undefined
  return {
    name,
    synthetic,
    ...(typeof generator === 'string' ? { generator } : {}),
    ...(typeof seed === 'number' ? { seed } : {}),
    instruments,
    createdBy: typeof createdBy === 'string' ? createdBy : '',
  }
}

/** The tables out of their JSON, or undefined when they contradict themselves or the number of instruments. */
export function readTables(json: unknown, instruments: number): FileTables | undefined {
  if (!isRecord(json) || !isRecord(json['texts'])) return undefined
  const counts = readList(json['counts'], (count) => readCount(count, instruments))
  const rules = readList(json['rules'], (entry) => readRule(entry, instruments))
  const texts = Object.entries(json['texts'])
  if (counts === undefined || rules === undefined || !texts.every(([, table]) => isTextList(table))) return undefined
  return { counts, rules, texts: json['texts'] as FileTables['texts'] }
}

function readCount(json: unknown, instruments: number): RowCount | undefined {
  if (!isRecord(json)) return undefined
  const { instrument, kind, interval, rows, from, to } = json
  if (!isWhole(instrument, -1, instruments - 1) || !isWhole(kind, 0, 255) || !isWhole(interval, -(2 ** 31), 2 ** 31))
    return undefined
  if (!isWhole(rows, 1, Number.MAX_SAFE_INTEGER) || typeof from !== 'number' || typeof to !== 'number') return undefined
  return { instrument, kind, interval, rows, from, to }
}

function readRule(json: unknown, instruments: number): RuleEntry | undefined {
  if (!isRecord(json) || typeof json['time'] !== 'number' || !isWhole(json['instrument'], 0, instruments - 1)) return undefined
  const rules = readRules(json['rules'])
  return rules && { time: json['time'], instrument: json['instrument'], rules }
}

function readList<T>(json: unknown, read: (entry: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(json)) return undefined
  const list: T[] = []
  for (const entry of json) {
    const made = read(entry)
    if (made === undefined) return undefined
    list.push(made)
  }
  return list
}

function isTextList(json: unknown): boolean {
  return Array.isArray(json) && json.every((text) => typeof text === 'string')
}

function isWhole(json: unknown, least: number, most: number): json is number {
  return Number.isInteger(json) && (json as number) >= least && (json as number) <= most
}

function isRecord(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}
