import { definePlugin, duration, Executor, integer, isLive, type PassingOrder } from '@botyard/core'

/** Orders that a stage remembers at a time. */
const placesMax = 64

/** Sends an order in equal parts, one at every step of a clock: market orders as such, limit orders at their limit. */
export const twap = definePlugin({
  name: 'twap',
  options: { parts: integer(4, 'parts', { min: 1 }), every: duration('1m', 'between two parts') },
  setup(host, { parts, every }) {
    host.wrap(Executor, ({ next, clock, order, hold, child, left, keep }) => {
      const memory = keep('twap', { orders: new Float64Array(placesMax), lots: new Float64Array(placesMax) })
      const send = (place: number) => {
        const whole = order(memory.orders[place]!)
        const rest = left(memory.orders[place]!)
        if (whole !== undefined && rest > 0) child(whole.handle, Math.min(rest, memory.lots[place]!), whole.priceUnits)
      }
      clock.every(every, () => memory.orders.forEach((_, place) => void send(place)))
      return {
        submit(draft) {
          const place = memory.orders.indexOf(0)
          const isPlain = draft.type === 'market' || (draft.type === 'limit' && draft.lifetime === 'gtc')
          if (!isPlain || draft.reduceOnly || place < 0 || !hold(draft.handle)) return next.submit(draft)
          memory.orders[place] = draft.handle
          memory.lots[place] = Math.ceil(draft.lots / parts)
          send(place)
        },
        amend: (draft) => next.amend(draft),
        cancel: (handle) => next.cancel(handle),
        onOrder({ handle, state }) {
          const place = memory.orders.indexOf(handle)
          if (place >= 0 && !isLive(state)) memory.orders[place] = 0
        },
      }
    })
  },
})

/** Shows only a part of a resting order at a time. It is amended by taking the part back first. */
export const iceberg = definePlugin({
  name: 'iceberg',
  options: { shown: integer(500, 'lots shown at a time', { min: 1 }) },
  setup(host, { shown }) {
    host.wrap(Executor, ({ next, order, hold, child, left, amended, end, keep }) => {
      const memory = keep('iceberg', { parts: new Float64Array(1 << 14) })
      const isShown = ({ slot, handle }: PassingOrder) => {
        const part = order(memory.parts[slot]!)
        return part !== undefined && part.parent === handle && isLive(part.state)
      }
      const show = (whole: PassingOrder) => {
        if ((whole.state !== 'open' && whole.state !== 'partial') || isShown(whole) || left(whole.handle) === 0) return
        memory.parts[whole.slot] = Math.max(0, child(whole.handle, Math.min(shown, left(whole.handle)), whole.priceUnits))
      }
      return {
        submit(draft) {
          const isHidden = draft.type === 'limit' && draft.lots > shown && draft.lifetime === 'gtc'
          if (!isHidden || !hold(draft.handle)) next.submit(draft)
        },
        amend(draft) {
          if (order(memory.parts[draft.slot]!)?.parent !== draft.handle) return next.amend(draft)
          next.cancel(memory.parts[draft.slot]!)
        },
        cancel: (handle) => next.cancel(handle),
        onOrder: show,
        onChild(part, whole) {
          if (part.state === 'rejected') end(whole.handle, 'cancelled')
          if (whole.state === 'amending' && !isShown(whole)) amended(whole.handle)
          else show(whole)
        },
      }
    })
  },
})
