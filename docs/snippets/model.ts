import { defineQuestion, defineStrategy, number } from '@botyard/core'

/** A model that lives somewhere else and takes a while. It is asked after everything else is done, and only it may await. */
const opinion = defineQuestion({
  name: 'opinion',
  timeout: '2s',
  latency: '300ms',
  create: () => ({
    answer: async (features) => Float64Array.of(Math.tanh(features.reduce((sum, one) => sum + one, 0))),
  }),
})

/** Asks at every bar, and trades when the answer comes. */
export const asking = defineStrategy({
  name: 'asking',
  options: { edge: number(0.2, 'opinion needed', { min: 0, max: 1 }) },
  create(desk, { edge }) {
    const bars = desk.bars('1h', { keep: 8 })
    const features = new Float64Array(8)
    const question = opinion()
    return {
      onBar() {
        for (let i = 0; i < features.length; i++) features[i] = bars.back(i).close / bars.open - 1
        desk.ask(question, features)
      },
      onAnswer(answer) {
        if (answer.failed) return
        const [value] = answer.values
        if (Math.abs(value) > edge && desk.position.flat) desk.enter(value > 0 ? 1 : -1, { equity: '10%' })
      },
    }
  },
})
