import { definePlugin, number } from '@botyard/core'

/** Rings the bell of the terminal at every fill above a size. */
export const bell = definePlugin({
  name: 'bell',
  options: { above: number(0.1, 'smallest fill that rings', { min: 0, unit: 'coins' }) },
  setup(host, { above }) {
    host.on('fill', (fill) => {
      if (fill.quantity > above) process.stderr.write('\u0007')
    })
  },
})
