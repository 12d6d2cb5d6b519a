import { type Desk, isLive, type OrderHandle } from '@botyard/core'

/** Whether an order may still fill; false for a refused command, whose handle is not above zero, and for an order long gone. */
export function isUnderWay(desk: Pick<Desk, 'order'>, handle: OrderHandle): boolean {
  const order = handle > 0 ? desk.order(handle) : undefined
  return order !== undefined && isLive(order.state)
}
