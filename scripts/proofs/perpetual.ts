import { runScene } from '../perpetual/bot-run.ts'
import { PlainAccount } from '../perpetual/plain-account.ts'
import { randomScene } from '../perpetual/scene.ts'
import type { Proof } from '../proof.ts'

/** A generator of numbers from 0 to 1, the same for a seed. */
function chanceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Whole runs of a bot against an account that is reckoned apart from it. */
export const proof: Proof = {
  name: 'perpetual',
  shows:
    'thirty days of a perpetual position with 90 payments of funding and a liquidation, linear and inverse, equal an account in whole numbers to the unit',
  size: 200,
  smoke: 4,
  async run(size, seed) {
    const counts = { linear: 0, inverse: 0, fills: 0, fundings: 0, liquidations: 0 }
    for (let at = 0; at < size; at++) {
      const kind = at % 2 === 0 ? 'linear' : 'inverse'
      const scene = randomScene(kind, chanceOf(seed + at))
      const { said } = new PlainAccount(scene)
      const heard = await runScene(scene)
      const wrong = said.findIndex((line, place) => line !== heard[place])
      if (wrong >= 0 || heard.length !== said.length) {
        const place = wrong < 0 ? said.length : wrong
        const trouble = `scene ${at} (${kind}, ${scene.terms.margin}), line ${place}: ${heard[place]} instead of ${said[place]}`
        return { ok: false, counts, trouble }
      }
      counts[kind]++
      for (const line of said) {
        if (/^(maker|taker)/.test(line)) counts.fills++
        else if (line.startsWith('funding')) counts.fundings++
        else if (line.startsWith('liquidation')) counts.liquidations++
      }
    }
    const isWhole = counts.liquidations === size && counts.fundings === size * 90
    return { ok: isWhole, counts, ...(isWhole ? {} : { trouble: 'fewer payments or liquidations than scenes were met' }) }
  },
}
