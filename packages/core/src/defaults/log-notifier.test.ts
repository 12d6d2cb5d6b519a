import { expect, test } from 'vitest'
import type { Notice } from '../ports/notifier.ts'
import { LogNotifier } from './log-notifier.ts'

test('notices go to the log, each at the level of its severity', async () => {
  const lines: string[] = []
  const line = (level: string) => (text: string) => void lines.push(`${level} ${text}`)
  const notifier = new LogNotifier({ debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') })
  const notice = (severity: Notice['severity']) => ({ event: 'risk', severity, text: 'limit reached', time: 0 })
  for (const severity of ['info', 'warn', 'alarm'] as const) await notifier.notify(notice(severity))
  expect(lines).toEqual(['info limit reached', 'warn limit reached', 'error limit reached'])
})
