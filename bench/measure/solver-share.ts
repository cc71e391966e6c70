import type { SolverName } from '../../src/contract/measures.ts'
import { featureOpt } from '../../src/main/method/feature-opt.ts'
import type { Network } from '../../src/main/network/network.ts'
import type { BenchPair } from '../problems.ts'
import { clocked } from './clocked.ts'

/**
 * Time outside the network over time inside it, for eight pairs in flight: the solver's share of a run. Everything
 * that is not `squaredDistance` counts as the solver's: the batch, the copies and the pair's set-up too.
 */
export async function solverShare(
  network: Network,
  layer: string,
  pairs: readonly BenchPair[],
  solver: SolverName,
  evaluations: number,
) {
  const clock = clocked(network)
  await featureOpt(network, layer, pairs, { delta: 10, solver, maxEvaluations: 2 })
  const start = performance.now()
  await featureOpt(clock.network, layer, pairs, { delta: 10, solver, maxEvaluations: evaluations })
  const wall = (performance.now() - start) / 1000
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
