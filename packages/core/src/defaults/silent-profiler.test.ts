import { expect, test } from 'vitest'
import { silentProfiler } from './silent-profiler.ts'

test('the silent profiler hands out spans that may begin and end', () => {
  const span = silentProfiler.span('drain')
  for (let i = 0; i < 2; i++) {
    span.begin()
    span.end()
  }
  expect(silentProfiler.span('other')).toBe(span)
})
