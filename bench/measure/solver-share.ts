import type { SolverName } from '../../src/contract/measures.ts'
import { featureOpt } from '../../src/main/method/feature-opt.ts'
import type { Network } from '../../src/main/network/network.ts'
import type { BenchPair } from '../problems.ts'
import { clocked } from './clocked.ts'

/**
 * Time outside the network over time in its evaluations, for eight pairs in flight: the solver's share of a run. The
 * batch and the copies count as the solver's too; representing sources and guides once, before the first evaluation, is
 * neither's.
 */
export async function solverShare(
  network: Network,
  layer: string,
  pairs: readonly BenchPair[],
  solver: SolverName,
  evaluations: number,
) {
  const clock = clocked(network)
  const capacity = pairs.length
  await featureOpt(network, layer, pairs, { delta: 10, solver, maxEvaluations: 2, capacity })
  const start = performance.now()
  const options = { delta: 10, solver, maxEvaluations: evaluations, capacity } as const
  await featureOpt(clock.network, layer, pairs, options)
  const wall = (performance.now() - start) / 1000 - clock.setUpSeconds()
  return {
    solver,
    layer,
    pairs: pairs.length,
    evaluations,
    wallSeconds: wall,
    evaluationSeconds: clock.seconds(),
    share: (wall - clock.seconds()) / clock.seconds(),
  }
}
