import { BotyardError, type Percent, throwAll, toShare } from '@botyard/core'
import type { MaintenanceTier } from './margin.ts'

const rateMost = 0.5
const pattern = /^(\d+(?:\.\d+)?%)(?: to (\d+(?:\.\d+)?))?$/

/** A tier as it is written. */
interface WrittenTier {
  readonly rate: number
  readonly upTo: number
}

/**
 * Reads '0.5%', or tiers such as '0.4% to 50000, 0.5% to 250000, 1%'. Each rate is that of the value beyond the tier before, so the amounts that
 * venues take off in higher tiers follow from it. All that is wrong is thrown, one problem for each mistake.
 */
export function readMaintenance(text: string): MaintenanceTier[] {
  const tiers: MaintenanceTier[] = []
  const problems: BotyardError[] = []
  let before = { upTo: 0, rate: -1, deduction: 0 }
  const parts = text.split(',').map((part) => part.trim())
  for (const [at, part] of parts.entries()) {
    const read = readTier(part, at === parts.length - 1)
    const wrong = typeof read === 'string' ? read : notRising(read, before)
    if (wrong !== undefined) problems.push(wrongTier(part, wrong))
    if (typeof read === 'string') continue
    const deduction = before.rate < 0 ? 0 : before.deduction + before.upTo * (read.rate - before.rate)
    before = { ...read, deduction }
    tiers.push(before)
  }
  throwAll(problems)
  return tiers
}

/** What a part says, or what it should have been. */
function readTier(part: string, isLast: boolean): WrittenTier | string {
  const [, rateText, upToText] = pattern.exec(part) ?? []
  if (rateText === undefined) return "a percent, or a percent 'to' a value"
  const rate = toShare(rateText as Percent)
  if (rate > rateMost) return 'at most 50%'
  if (isLast !== (upToText === undefined)) return isLast ? "no 'to' in the last tier" : "a 'to' in all tiers but the last"
  return { rate, upTo: Number(upToText ?? Number.POSITIVE_INFINITY) }
}

function notRising({ rate, upTo }: WrittenTier, before: WrittenTier): string | undefined {
  if (!(upTo > before.upTo)) return `a value over ${before.upTo}, where the tier before it ends`
  return rate > before.rate ? undefined : 'a rate over that of the tier before it'
}

function wrongTier(part: string, expected: string): BotyardError {
  const details = { what: 'maintenance of sim', got: `'${part}'`, expected, example: "'0.4% to 50000, 0.5% to 250000, 1%'" }
  return new BotyardError('BY1102', details, { frame: { option: 'maintenance', label: `expected ${expected}` } })
}
