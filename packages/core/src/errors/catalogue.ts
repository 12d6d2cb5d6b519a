import { botErrors } from './catalogue/bot.ts'
import { commandErrors } from './catalogue/command.ts'
import { csvErrors } from './catalogue/csv.ts'
import type { CatalogueEntry } from './catalogue/entry.ts'
import { fileErrors } from './catalogue/files.ts'
import { optionErrors } from './catalogue/options.ts'
import { orderErrors } from './catalogue/orders.ts'
import { riskErrors } from './catalogue/risk.ts'
import { stateErrors } from './catalogue/state.ts'
import { strategyErrors } from './catalogue/strategies.ts'
import { surroundingsErrors } from './catalogue/surroundings.ts'
import { symbolErrors } from './catalogue/symbols.ts'
import { wiringErrors } from './catalogue/wiring.ts'

/** Every error that somebody who uses Botyard can meet, by its permanent code. A code is never given to another error. */
export const catalogue = Object.freeze({
  ...optionErrors,
  ...botErrors,
  ...commandErrors,
  ...wiringErrors,
  ...strategyErrors,
  ...symbolErrors,
  ...orderErrors,
  ...riskErrors,
  ...surroundingsErrors,
  ...fileErrors,
  ...csvErrors,
  ...stateErrors,
})

/** A code of the catalogue: 'BY1103'. */
export type ErrorCode = keyof typeof catalogue

/** The entry of a code that may come from somewhere else, such as the command line; undefined when there is none. */
export function entryOf(code: string): CatalogueEntry | undefined {
  return Object.hasOwn(catalogue, code) ? catalogue[code as ErrorCode] : undefined
}
