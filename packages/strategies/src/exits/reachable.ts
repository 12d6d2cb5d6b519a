import type { Protection } from '@botyard/core'

/**
 * Stop and target as far as a price can reach them. In a wild market a distance of several ranges may end below zero: a venue would refuse
 * such an order, and the other one with it. A level that is no number stays, so that it is refused and not forgotten.
 */
export function reachable({ stop, target }: { readonly stop: number; readonly target: number }): Protection {
  return { ...(stop <= 0 ? {} : { stop }), ...(target <= 0 ? {} : { target }) }
}
