import { defineBot, definePlugin, duration, Executor, integer } from '@botyard/core'
import { sim } from '@botyard/sim'
import { momentum } from '@botyard/strategies'

/** Sends what enters the market in parts, one at every step of a clock, so that no part takes more of the book than it must. */
export const slices = definePlugin({
  name: 'slices',
  options: {
    parts: integer(4, 'parts of an order', { min: 2, max: 100 }),
    every: duration('1m', 'time between two parts'),
  },
  setup(host, { parts, every }) {
    host.wrap(Executor, ({ next, clock, order, hold, child, left, keep }) => {
      // A handle names the same order after a restart, so that is all there is to remember. 0 is a free place.
      const { handles } = keep('slices', { handles: new Float64Array(16) })

      const send = (handle: number) => {
        const whole = order(handle)
        const rest = left(handle)
        if (whole === undefined || rest === 0) return
        const { lot, minQuantity, lotScale } = whole.instrument
        const step = Math.round(lot * lotScale)
        const part = Math.max(Math.floor(whole.lots / parts / step), Math.ceil((minQuantity * lotScale) / step), 1) * step
        // What is refused is told to the strategy, and tried again at the next step.
        child(handle, rest < 2 * part ? rest : part, 0)
      }
      clock.every(every, () => handles.forEach(send))

      return {
        submit(draft) {
          const place = handles.indexOf(0)
          // What gets out of a position does not wait, and what is linked with another order cannot be held.
          const isCut = draft.type === 'market' && !draft.reduceOnly && place >= 0 && hold(draft.handle)
          if (!isCut) return next.submit(draft)
          handles[place] = draft.handle
          send(draft.handle)
        },
        // An amend of an order that is held is refused there, and a cancel takes its children back.
        amend: (draft) => next.amend(draft),
        cancel: (handle) => next.cancel(handle),
        onOrder({ handle, state }) {
          const place = handles.indexOf(handle)
          if (place >= 0 && (state === 'filled' || state === 'cancelled')) handles[place] = 0
        },
      }
    })
  },
})

export default defineBot({
  name: 'sliced',
  venue: sim(),
  symbols: ['BTCUSDT'],
  account: { start: 10_000, quote: 'USDT' },
  strategies: [momentum()],
  plugins: [slices({ parts: 5 })],
})
