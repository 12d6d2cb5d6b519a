import { defineStrategy } from '@botyard/core'

export const patient = defineStrategy({
  name: 'patient',
  // @ts-expect-error: the compiler refuses it too, but Node does not ask the compiler.
  create(desk) {
    desk.bars('15m')
    return {
      async onBar() {
        await fetch('https://model.example')
      },
    }
  },
})
