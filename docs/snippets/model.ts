import { defineQuestion, defineStrategy, number } from '@botyard/core'

/** A model that lives somewhere else and takes a while. Only a question may await. */
const opinion = defineQuestion({
  name: 'opinion',
  timeout: '2s',
  latency: '300ms',
  create: () => ({
    async answer(features) {
      const sum = features.reduce((so, one) => so + one, 0)
      return Float64Array.of(Math.tanh(sum))
    },
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
        features.forEach((_, back) => {
          features[back] = bars.back(back).close / bars.open - 1
        })
        desk.ask(question, features)
      },
      onAnswer(answer) {
        if (answer.failed) return
        const [value] = answer.values
        if (desk.position.open || !(Math.abs(value) > edge)) return
        desk.enter(value > 0 ? 1 : -1, { equity: '10%' })
      },
    }
  },
})
