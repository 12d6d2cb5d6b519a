import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { heldSignal } from './held-signal.ts'

test('after every update the value is within -1..1 or NaN, and what was within is untouched', () => {
  fc.assert(
    fc.property(fc.array(fc.double()), (opinions) => {
      let next = 0
      const signal = heldSignal({
        value: Number.NaN,
        update() {
          this.value = opinions[next++]
        },
      })
      for (const opinion of opinions) {
        signal.update()
        expect(signal.value).toBe(Math.abs(opinion) > 1 ? Math.sign(opinion) : opinion)
      }
    }),
  )
})

test('a value that a class computes is held as well', () => {
  class Loud {
    #steps = 0
    get value() {
      return this.#steps * 3
    }
    set value(_) {}
    update() {
      this.#steps--
    }
  }
  const signal = heldSignal(new Loud())
  expect(signal.value).toBe(0)
  signal.update()
  expect(signal.value).toBe(-1)
})
