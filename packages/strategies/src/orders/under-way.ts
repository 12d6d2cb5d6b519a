import type { Desk, OrderHandle, OrderState } from '@botyard/core'

const ended: ReadonlySet<OrderState> = new Set(['filled', 'cancelled', 'rejected', 'expired', 'refused'])

/** Whether an order may still fill; false for a refused command, whose handle is not above zero, and for an order long gone. */
export function isUnderWay(desk: Pick<Desk, 'order'>, handle: OrderHandle): boolean {
  const order = handle > 0 ? desk.order(handle) : undefined
  return order !== undefined && !ended.has(order.state)
}
