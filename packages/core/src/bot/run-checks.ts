import { counted } from '../errors/counted.ts'
import type { Check } from '../ports/report.ts'
import type { Session } from './session.ts'

/** Fewer refusals than this prove nothing. */
const refusedLeast = 20

/** What is looked at after every run, whether it was asked for or not. */
export function runChecks({ strategies, trading, curve, unheard }: Session): Check[] {
  const { ledger, markets, ownerNames } = trading.floor
  const isSolvent = curve.maxDrawdown < 1 && ledger.equity > 0
  const threw = strategies.filter(({ seat }) => seat.failures > 0)
  const apart = markets.filter(({ instrument: { index } }) => {
    const owned = ownerNames.reduce((sum, _, owner) => sum + ledger.ownerLots(owner, index), 0)
    return owned !== ledger.netLots(index)
  })
  return [
    {
      name: 'strategies',
      passed: threw.length === 0,
      text:
        threw.map(({ seat }) => `${seat.name} failed ${seat.failures} times: ${String(seat.firstFailure)}`).join('; ') ||
        'no callback threw',
    },
    {
      name: 'ledger',
      passed: apart.length === 0,
      text:
        apart.map(({ instrument }) => `positions in ${instrument.symbol} do not add up`).join('; ') ||
        'positions of all strategies add up to the account',
    },
    ...accountCheck(trading),
    ...silentCheck(unheard, trading.floor.ids.sequence),
    ...refusedCheck(trading),
    liquidationCheck(trading.answers.liquidations),
    {
      name: 'solvent',
      passed: isSolvent,
      text: isSolvent
        ? 'equity stayed above zero'
        : 'equity fell to zero or below it: more was lost than there was, so nothing after that is worth anything',
    },
  ]
}

function liquidationCheck(liquidations: number): Check {
  const text =
    liquidations === 0
      ? 'no position was liquidated'
      : `the venue liquidated ${counted(liquidations, 'position')}: what was left of the margin is lost`
  return { name: 'liquidation', passed: liquidations === 0, text }
}

/** Only a venue that tells of its own account can be agreed with. */
function accountCheck({ reconciliation: { compared, differences } }: Session['trading']): Check[] {
  if (compared === 0) return []
  const text =
    differences === 0
      ? 'the ledger agrees with what the venue told of balances and positions'
      : `${differences} of ${compared} balances and positions that the venue told differ from the ledger`
  return [{ name: 'account', passed: differences === 0, text }]
}

/** A strategy that could hear nothing and did nothing has shown nothing, whatever the figures look like. */
function silentCheck(unheard: Session['unheard'], orders: number): Check[] {
  const silent = orders > 0 ? [] : unheard.filter(({ isAll }) => isAll)
  if (silent.length === 0) return []
  const text = silent.map(({ strategy, reasons }) => `${strategy} was never called: ${reasons.join('; ')}`).join('; ')
  return [{ name: 'silent', passed: false, text }]
}

/**
 * A bot whose every order was refused before it left has shown nothing either, and one that was refused more than it sent has shown what
 * was left of it. What the rules of the bot refuse is their work, and not counted.
 */
function refusedCheck({ floor: { ids, refusals } }: Session['trading']): Check[] {
  const sent = ids.sequence
  const sorts = refusals.counts().sort((a, b) => b.count - a.count)
  const counts = sent === 0 ? sorts : sorts.filter(({ error }) => !error.startsWith('BY42'))
  const [most] = counts
  if (most === undefined) return []
  const refused = counts.reduce((sum, { count }) => sum + count, 0)
  const wishes = counted(refused, 'wish', 'wishes')
  const why = `most often for ${most.error}: ${most.reason}`
  if (sent === 0) return [{ name: 'refused', passed: false, text: `no order was sent, ${wishes} refused, ${why}` }]
  const isTooMany = refused >= refusedLeast && refused > sent
  const text = isTooMany
    ? `${wishes} refused and ${counted(sent, 'order')} sent, ${why}`
    : `${refused} refused beside ${counted(sent, 'order')} sent`
  return [{ name: 'refused', passed: !isTooMany, text }]
}
