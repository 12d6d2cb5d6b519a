import { definePlugin, Logger, Store } from '@botyard/core'
import { NotedStore } from './noted-store.ts'

export { NotedStore } from './noted-store.ts'

/** Keeps every fill in a `NotedStore`. The plugin never makes one: whoever first asks for a `Store` has the container make it. */
export const notedStore = definePlugin({
  name: 'noted-store',
  requires: [Logger],
  provides: [Store],
  setup(host) {
    host.provideClass(Store, NotedStore)
    host.on('fill', (fill) => host.get(Store).append('fills', fill))
    host.onStop(() => host.get(Store).flush())
  },
})
