import { defineStrategy } from '@botyard/core'

/** Does nothing yet: it looks at every hour's bar and leaves it alone. */
export default defineStrategy({
  name: 'my-strategy',
  create(desk) {
    const bars = desk.bars('1h')

    return {
      onBar() {
        // Decide here, for example: if (desk.position.flat && bars.close > bars.open) desk.enter(1, { equity: '10%' })
        desk.log.debug('bar', { close: bars.close })
      },
    }
  },
})
