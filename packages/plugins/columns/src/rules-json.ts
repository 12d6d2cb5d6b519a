import { type InstrumentRules, isScale } from '@botyard/core'

const texts = ['venue', 'name', 'base', 'quote', 'settle'] as const
const numbers = ['contractSize', 'priceScale', 'lotScale', 'tick', 'lot', 'minQuantity', 'minNotional'] as const
const kinds: readonly unknown[] = ['spot', 'linear', 'inverse'] satisfies InstrumentRules['kind'][]

/** The rules alone, in one order, whatever else the object carries: an instrument of a bot has more. */
export function plainRules(rules: InstrumentRules): InstrumentRules {
  const { venue, kind, name, base, quote, settle, contractSize, priceScale, lotScale, tick, lot, minQuantity, minNotional } =
    rules
  return { venue, kind, name, base, quote, settle, contractSize, priceScale, lotScale, tick, lot, minQuantity, minNotional }
}

/** Rules out of JSON, or undefined when something is missing. Scales must be such as core takes, because views divide by them. */
export function readRules(json: unknown): InstrumentRules | undefined {
  if (typeof json !== 'object' || json === null) return undefined
  const rules = json as InstrumentRules
  if (!texts.every((key) => typeof rules[key] === 'string')) return undefined
  if (!numbers.every((key) => Number.isFinite(rules[key]) && rules[key] >= 0)) return undefined
  if (!kinds.includes(rules.kind) || !isScale(rules.priceScale) || !isScale(rules.lotScale)) return undefined
  return plainRules(rules)
}
