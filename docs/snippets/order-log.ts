import { definePlugin, Executor, Logger } from '@botyard/core'

/** A stage between the desks and the venue that writes down what passes it. */
export const orderLog = definePlugin({
  name: 'order-log',
  requires: [Logger],
  setup(host) {
    host.wrap(Executor, ({ next }) => ({
      submit(draft) {
        host.get(Logger).debug('submit', { id: draft.id, side: draft.side, lots: draft.lots })
        next.submit(draft)
      },
      amend: (draft) => next.amend(draft),
      cancel: (order) => next.cancel(order),
    }))
  },
})
