import type { PluginHost, RefusalNumbers, RiskRule } from '@botyard/core'
import { RiskRules } from '@botyard/core'

/** Adds one rule to the bot's chain; it is made afresh for every run, so nothing of one run stays for the next. */
export function contributeRule(host: PluginHost, make: (refusals: RefusalNumbers) => RiskRule): void {
  host.contribute(RiskRules, make)
}

/** A share for people: 0.0203 is '2.03 %'. */
export function showShare(share: number): string {
  return `${(share * 100).toFixed(2)} %`
}
