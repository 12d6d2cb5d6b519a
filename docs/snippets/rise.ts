import { defineIndicator, integer, type Source } from '@botyard/core'

/** Change of a source over so many steps, as a share. */
export const rise = defineIndicator({
  name: 'rise',
  options: { steps: integer(10, 'steps to look back', { min: 1, max: 1000 }) },
  warm: ({ steps }) => steps,
  create({ steps }, input: Source, keep) {
    // What `keep` gives survives a restart. Nothing is allocated in `update`.
    const state = keep({ values: new Float64Array(steps), seen: 0 })
    return {
      value: Number.NaN,
      ready: false,
      update() {
        const at = state.seen % steps
        if (state.seen >= steps) {
          this.value = input.value / state.values[at] - 1
          this.ready = true
        }
        state.values[at] = input.value
        state.seen++
      },
    }
  },
})
