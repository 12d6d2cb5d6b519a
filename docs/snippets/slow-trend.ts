import { momentum } from '@botyard/strategies'

export const slowTrend = momentum({ interval: '1h', fast: 10, slow: 80, risk: '0.4%' })
