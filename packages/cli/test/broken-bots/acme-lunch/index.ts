import { definePlugin } from '@botyard/core'

/** A plugin whose project has an older core beside it. */
export const lunchBreak = definePlugin({ name: 'lunch-break', setup() {} })
