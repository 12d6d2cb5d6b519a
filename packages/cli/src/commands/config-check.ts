import { relative } from 'node:path'
import { planBot } from '@botyard/core'
import type { Call } from '../call.ts'
import { plural } from '../format.ts'
import { loadBot } from '../load-bot.ts'

/** `botyard config check`: loads the bot and checks every option and need at once; nothing is started. */
export async function run(call: Call): Promise<number> {
  const { bot, file } = await loadBot(call)
  const { profile, set } = call.flags
  const plan = planBot(bot, { ...(profile === undefined ? {} : { profile }), ...(set === undefined ? {} : { set }) })
  const shown = relative(call.startedIn, file)
  if (call.terminal.json) {
    call.terminal.document({ ok: true, bot: plan.spec.name, file: shown, strategies: plan.strategies.map(({ name }) => name) })
  } else {
    const parts = `${plural(plan.strategies.length, 'strategy', 'strategies')}, ${plural(plan.plugins.ordered.length, 'plugin')}`
    call.terminal.print(
      `✔ ${shown}  ${plan.spec.name}: ${parts}, ${plural(plan.spec.symbols.length, 'symbol')}; every option is fine`,
    )
  }
  return 0
}
