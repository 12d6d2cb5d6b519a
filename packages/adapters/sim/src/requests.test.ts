import { HeapMemory } from '@botyard/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RequestKind, Requests } from './requests.ts'

test('requests arrive in the order of sending, however long the wire takes for each', () => {
  const sent = fc.array(fc.record({ pause: fc.integer({ min: 0, max: 50 }), micros: fc.integer({ min: 0, max: 200 }) }), {
    maxLength: 40,
  })
  fc.assert(
    fc.property(sent, (all) => {
      let micros = 0
      const wire = { entryMicros: () => micros, responseMicros: () => 0 }
      const requests = new Requests(new HeapMemory(), wire, 8)
      const waiting: { readonly handle: number; readonly earliest: number }[] = []
      let now = 0
      let last = 0
      all.forEach((request, at) => {
        now += request.pause
        micros = request.micros
        const isSent = requests.send(RequestKind.cancel, at, at + 1, { sent: now, news: now })
        expect(isSent).toBe(waiting.length < 8)
        if (isSent) waiting.push({ handle: at + 1, earliest: now + micros })
        while (requests.due <= now) {
          expect(requests.due).toBeGreaterThanOrEqual(Math.max(last, waiting[0].earliest))
          last = requests.due
          expect(requests.handle[requests.receive()]).toBe(waiting.shift()!.handle)
        }
      })
      while (waiting.length > 0) expect(requests.handle[requests.receive()]).toBe(waiting.shift()!.handle)
      expect(requests.due).toBe(Number.POSITIVE_INFINITY)
    }),
  )
})
