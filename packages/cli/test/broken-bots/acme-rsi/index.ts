import { definePlugin } from '@botyard/core'

/** A plugin whose project has a core of a later plugin API beside it. */
export const rsi = definePlugin({ name: 'rsi', package: '@acme/botyard-plugin-rsi', version: '0.9.1', setup() {} })
