import { type BotyardError, defineIndicator, defineStrategy, integer } from '@botyard/core'
import { expect, test } from 'vitest'
import { scriptedMarket } from '../src/index.ts'
import { writtenLog } from './whole-run.ts'

test('what create throws is told with the place where the strategy was wished for', () => {
  const broken = defineStrategy({
    name: 'broken',
    options: { n: integer(1, 'number') },
    create() {
      throw new TypeError('book is empty')
    },
  })
  let problem: BotyardError | undefined
  try {
    scriptedMarket(broken({ n: 2 }), { plugins: [writtenLog()] })
  } catch (error) {
    problem = error as BotyardError
  }
  expect(problem?.message).toMatch(/^BY2101 The strategy "broken" failed in create: book is empty/)
  expect(problem?.at?.file).toMatch(/create\.test\.ts$/)
  expect(problem?.cause).toBeInstanceOf(TypeError)
})

test.each<[string, (desk: Parameters<Parameters<typeof defineStrategy>[0]['create']>[0]) => unknown]>([
  ['desk.bars', (desk) => (desk as never as { bars(interval: string): unknown }).bars('5m')],
  ['desk.use', (desk) => desk.use({ key: 'k', name: 'n', inputs: [], warm: 0, make: () => ({ update() {} }) as never })],
  ['desk.state', (desk) => desk.state('late', { n: 0 })],
])('%s after create is a failure with BY2104', (call, work) => {
  let message = ''
  const late = defineStrategy({
    name: 'late',
    create: (desk) => ({
      onTrade() {
        try {
          work(desk)
        } catch (error) {
          message = (error as Error).message
        }
      },
    }),
  })
  scriptedMarket(late()).trade('BTCUSDT', 1, 100, 1)
  expect(message).toMatch(new RegExp(`^BY2104 "late@sim:linear:BTCUSDT" called ${call}`))
})

test('what is wrong with wishes in create comes out as it is, all of it', () => {
  const lean = defineIndicator({
    name: 'lean',
    options: { period: integer(10, 'bars', { min: 2, max: 50 }), wide: integer(1, 'bars', { min: 1, max: 9 }) },
    create: () => ({ value: 0, ready: true, update() {} }),
  })
  const wrong = defineStrategy({
    name: 'wrong',
    create(desk) {
      desk.use(lean(desk.trades, { period: 1, wide: 10 }))
      return {}
    },
  })
  expect(() => scriptedMarket(wrong(), { plugins: [writtenLog()] })).toThrow(/^2 problems\n.*BY1104.*\n.*BY1104/)
})
