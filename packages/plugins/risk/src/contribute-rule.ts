import type { MakeRiskRule, PluginHost } from '@botyard/core'
import { RiskRules } from '@botyard/core'

/** Adds one rule to the bot's chain; it is made afresh for every run, and only what it keeps stays when a run is a restart. */
export function contributeRule(host: PluginHost, make: MakeRiskRule): void {
  host.contribute(RiskRules, make)
}

/** A share for people: 0.0203 is '2.03 %'. */
export function showShare(share: number): string {
  return `${(share * 100).toFixed(2)} %`
}
