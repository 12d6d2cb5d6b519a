import { definePlugin, Logger, Notifier } from '@botyard/core'

/** Tells people nothing but alarms; the rest goes to the log. */
export const quietNotifier = definePlugin({
  name: 'quiet-notifier',
  requires: [Logger],
  provides: [Notifier],
  setup(host) {
    host.provide(Notifier, [Logger], (log) => ({
      async notify({ severity, text }) {
        if (severity === 'alarm') process.stderr.write(`${text}\n`)
        else log.info(text)
      },
    }))
  },
})
