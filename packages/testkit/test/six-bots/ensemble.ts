import type { Source, Trades } from '@botyard/core'
import { defineQuestion, defineSignal, defineStrategy, integer, number } from '@botyard/core'

/** Share of buyers among the last trades, from -1 to 1. */
const flow = defineSignal({
  name: 'flow',
  options: { window: integer(20, 'trades that count', { min: 2, max: 1000 }) },
  create({ window }, input: Trades, keep) {
    const state = keep({ signs: new Float64Array(window), at: 0, seen: 0, sum: 0 })
    return {
      value: Number.NaN,
      ready: false,
      updated: 0,
      update() {
        const { signs, at } = state
        state.sum += input.side - signs[at]
        signs[at] = input.side
        state.at = (at + 1) % window
        state.seen++
        this.ready = state.seen >= window
        if (this.ready) this.value = state.sum / window
        this.updated = input.time
      },
      why: () => `net taker side of the last ${window} trades`,
    }
  },
})

/** Difference to the mean of everything so far, squashed; a second member, on the book. */
const drift = defineSignal({
  name: 'drift',
  create(_options, input: Source, keep, now) {
    const state = keep({ mean: 0, seen: 0 })
    return {
      value: Number.NaN,
      ready: false,
      updated: 0,
      update() {
        if (Number.isNaN(input.value)) return
        state.seen++
        state.mean += (input.value - state.mean) / state.seen
        this.value = Math.max(-1, Math.min(1, (input.value / state.mean - 1) * 1e3))
        this.ready = true
        this.updated = now()
      },
      why: () => `mean of ${state.seen} middles is ${state.mean}`,
    }
  },
})

/** A slow model: it lives elsewhere, takes half a second, and averages what it is given. */
const slowModel = defineQuestion({
  name: 'slow-model',
  timeout: '2s',
  latency: '500ms',
  create: () => ({
    answer: async (features) => Float64Array.of(features.reduce((sum, one) => sum + one, 0) / features.length),
  }),
})

/** Lets two signals inform a model, and trades on its answer when it comes. */
export const ensemble = defineStrategy({
  name: 'ensemble',
  options: { edge: number(0.2, 'opinion needed', { min: 0, max: 1 }), size: number(0.05, 'quantity, units of base') },
  create(desk, { edge, size }) {
    const members = [desk.use(flow(desk.trades, 20)), desk.use(drift(desk.book))]
    const features = new Float64Array(members.length)
    const model = slowModel()
    const heard = desk.state('heard', { answers: 0, delayMicros: 0 })

    return {
      onTrade() {
        if (!members.every((one) => one.ready)) return
        for (let i = 0; i < members.length; i++) features[i] = members[i].value
        desk.ask(model, features)
      },
      onAnswer(answer) {
        heard.answers++
        heard.delayMicros = answer.time - answer.asked
        if (answer.failed) return
        const opinion = answer.values[0]
        if (Math.abs(opinion) > edge && desk.position.flat) desk.enter(opinion > 0 ? 1 : -1, { quantity: size, reason: 'model' })
      },
    }
  },
})
