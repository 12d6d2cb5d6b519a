import { defineBot } from '@botyard/core'
import { sim } from '@botyard/sim'
import { patient } from './strategies/patient.ts'

export default defineBot({
  name: 'patient-bot',
  venue: sim(),
  symbols: ['BTCUSDT'],
  account: { start: 10_000, quote: 'USDT' },
  strategies: [patient()],
})
