import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sharedFile } from '../../../../scripts/shared.ts'
import { almgrenImpact, optimalSchedule, squareRootImpact } from './index.ts'

const schedules = sharedFile('vectors/models/almgren_chriss.json')
const microstructure = sharedFile('vectors/models/microstructure.json')

/** Within 1e-9 of the value, relative above 1. */
function close(got: number | null, expected: number | null, what: string): void {
  if (expected === null || got === null) expect(got, what).toBe(expected)
  else
    expect(Math.abs(got - expected), `${what}: ${got} is not ${expected}`).toBeLessThanOrEqual(
      1e-9 * Math.max(1, Math.abs(expected)),
    )
}

test.skipIf(schedules === undefined)('the schedules of the vectors come out, with their costs', () => {
  const { cases } = JSON.parse(readFileSync(schedules!, 'utf8'))
  expect(cases.length).toBeGreaterThan(2)
  for (const { input, expected } of cases) {
    const { X: size, T: time, N: steps, sig: volatility, eta: temporary, gam: permanent, eps: fixed, lam } = input
    const found = optimalSchedule({ size, time, steps, volatility, temporary, permanent, fixed }, lam)
    close(found.stepTime, expected.tau, 'tau')
    // Small numbers are held to their own size.
    close(found.steppedTemporary / expected.etaTilde, 1, 'etaTilde')
    close(found.limitUrgency, expected.kappaTilde, 'kappaTilde')
    close(found.urgency, expected.kappa, 'kappa')
    close(found.halfLife, expected.halfLife, 'half-life')
    close(found.limitHalfLife, expected.halfLifeTilde, 'half-life in the limit')
    close(found.expected, expected.E, 'E')
    close(found.variance, expected.V, 'V')
    close(found.deviation, expected.std, 'std')
    close(found.utility, expected.U, 'U')
    expect([found.holdings.length, found.trades.length]).toEqual([expected.x.length, expected.n.length])
    for (const [at, held] of expected.x.entries()) close(found.holdings[at], held, `x${at}`)
    for (const [at, traded] of expected.n.entries()) close(found.trades[at], traded, `n${at}`)
  }
})

test.skipIf(microstructure === undefined)('the impacts of the vectors come out', () => {
  const { sqrtLaw, athl2005 } = JSON.parse(readFileSync(microstructure!, 'utf8')).impact
  for (const { input, expected } of sqrtLaw)
    close(squareRootImpact({ size: input.Q, volume: input.V, volatility: input.sigma, factor: input.Y }), expected, 'root')
  const { gamma: permanent, eta: temporary, alpha: sizePower, beta: speedPower, delta: turnoverPower } = athl2005.params
  const { input, T, expected } = athl2005.IBM
  for (const [at, days] of T.entries()) {
    const program = { size: input.X, dailyVolume: input.V, supply: input.Theta, volatility: input.sigma, days }
    const impact = almgrenImpact(program, { permanent, temporary, sizePower, speedPower, turnoverPower })
    expect(impact).toEqual(almgrenImpact(program))
    close(impact.permanent * 1e4, expected[at].permanentBp, 'permanent')
    close(impact.temporary * 1e4, expected[at].temporaryBp, 'temporary')
    close(impact.cost * 1e4, expected[at].realizedBp, 'realized')
  }
})
