import { meanReversion } from '@botyard/strategies'

export const patientFade = meanReversion({ interval: '5m', period: 120, entry: 2.25, trend: 25 })
