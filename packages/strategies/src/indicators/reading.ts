import type { Indicator } from '@botyard/core'

/**
 * What every indicator shows. `value` is NaN until `ready`, and finite for ever after. Where an indicator has more numbers, each is
 * NaN until its own first, and `ready` means that all of them are there.
 */
export type Reading = Pick<Indicator, 'value' | 'ready'>
