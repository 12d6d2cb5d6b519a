import { type Bars, defineIndicator, number, type Side, type Updating } from '@botyard/core'
import type { Reading } from './reading.ts'

/** The stop, in units of price, and the side it protects. */
export interface ParabolicSarReading extends Reading {
  /** 1 while the stop trails a rise from below, -1 while it trails a fall from above. */
  readonly side: Side
}

/**
 * Wilder's parabolic stop-and-reverse: a stop that speeds up with every new extreme and changes sides when it is touched.
 * The first side is that of the larger move of the second bar, up when both are the same.
 */
export const parabolicSar = defineIndicator({
  name: 'parabolic-sar',
  options: {
    step: number(0.02, 'speed at the start, and what each new extreme adds', { min: 0, max: 1, step: 0.01 }),
    limit: number(0.2, 'greatest speed', { min: 0, max: 1, step: 0.05 }),
  },
  warm: () => 2,
  create: ({ step, limit }, input: Bars, keep): Updating<ParabolicSarReading> =>
    new ParabolicSar(input, keep(fresh()), step, limit),
})

const fresh = () => ({
  value: Number.NaN,
  ready: false,
  side: 1,
  seen: 0,
  next: 0,
  speed: 0,
  extreme: 0,
  high: 0,
  low: 0,
})

class ParabolicSar {
  readonly #input: Bars
  readonly #state: ReturnType<typeof fresh>
  readonly #step: number
  readonly #limit: number

  constructor(input: Bars, state: ReturnType<typeof fresh>, step: number, limit: number) {
    this.#input = input
    this.#state = state
    this.#step = step
    this.#limit = limit
  }

  get value(): number {
    return this.#state.value
  }

  get ready(): boolean {
    return this.#state.ready
  }

  get side(): Side {
    return this.#state.side === 1 ? 1 : -1
  }

  update(): void {
    const state = this.#state
    if (!Number.isFinite(this.#input.high + this.#input.low)) return
    if (state.seen === 1) this.#begin()
    if (state.seen === 0) state.seen = 1
    else this.#move()
    state.high = this.#input.high
    state.low = this.#input.low
  }

  #begin(): void {
    const state = this.#state
    const { high, low } = this.#input
    const down = state.low - low
    state.seen = 2
    state.side = down > 0 && down > high - state.high ? -1 : 1
    state.next = state.side === 1 ? state.low : state.high
    state.extreme = state.side === 1 ? high : low
    state.speed = Math.min(this.#step, this.#limit)
    // The first stop answers to the second bar only.
    state.high = high
    state.low = low
  }

  // What holds for a rise holds for a fall with every price turned about zero, so both go by the side.
  #move(): void {
    const state = this.#state
    const { high, low } = this.#input
    const { side } = state
    const near = side === 1 ? low : high
    const far = side === 1 ? high : low
    if (side * (near - state.next) <= 0) {
      this.#turn()
      return
    }
    state.value = state.next
    state.ready = true
    if (side * (far - state.extreme) > 0) {
      state.extreme = far
      state.speed = Math.min(this.#limit, state.speed + this.#step)
    }
    const next = state.next + state.speed * (state.extreme - state.next)
    const before = side === 1 ? state.low : state.high
    state.next = side * Math.min(side * next, side * near, side * before)
  }

  // Touched: the stop jumps beyond both last bars, at least to the extreme of the move that ended.
  #turn(): void {
    const state = this.#state
    const { side } = state
    const near = side === 1 ? this.#input.low : this.#input.high
    const far = side === 1 ? this.#input.high : this.#input.low
    const before = side === 1 ? state.high : state.low
    const beyond = side * Math.max(side * state.extreme, side * before, side * far)
    state.side = -side
    state.value = beyond
    state.ready = true
    state.speed = Math.min(this.#step, this.#limit)
    state.extreme = near
    const next = beyond + state.speed * (near - beyond)
    state.next = side * Math.max(side * next, side * before, side * far)
  }
}
