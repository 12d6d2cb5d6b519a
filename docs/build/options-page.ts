import { describeOptions, type OptionSet, optionsTable } from '@botyard/core'
import { maxDrawdown, maxLossPerDay, maxOrder, maxPosition, orderRate, priceCollar } from '@botyard/risk'
import { sim } from '@botyard/sim'
import { meanReversion, momentum } from '@botyard/strategies'

interface Declared {
  readonly definition: { readonly name: string; readonly options?: OptionSet }
}

const parts: readonly (readonly [heading: string, declared: readonly Declared[]])[] = [
  ['Strategies', [momentum, meanReversion]],
  ['Risk rules', [maxPosition, maxOrder, maxLossPerDay, maxDrawdown, orderRate, priceCollar]],
  ['Venues', [sim]],
]

/** The options of everything that comes with Botyard, from their declarations. */
export function optionsPage(): string {
  const sections = parts.map(([heading, all]) => `## ${heading}\n\n${all.map(part).join('\n\n')}`)
  return [
    '# Options',
    'An option is declared once. The declaration is its type, its check, its default, this row, the value of `--set` and the range of a search.',
    "Shares are written as `'2%'` or `0.02`; a bare number above 1 is refused, because 20 could mean either.",
    "One bare value stands for the first option of a rule, a venue or another plugin: `maxPosition('50%')`, and `--set maxPosition=50%`.",
    'Fields of the bot itself are set by their path: `--set costs.taker=0.1%`, `--set latency.entry=20ms`, `--set account.start=5000`.',
    'What a bot itself can say is in [`BotSpec`](../api/@botyard/core/interfaces/BotSpec.md).',
    ...sections,
  ].join('\n\n')
}

function part({ definition }: Declared): string {
  return `### ${definition.name}\n\n${optionsTable(describeOptions(definition.options ?? {}))}`
}
