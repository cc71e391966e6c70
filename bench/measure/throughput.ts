import type { SolverName } from '../../src/contract/measures.ts'
import { featureOpt } from '../../src/main/method/feature-opt.ts'
import type { Network } from '../../src/main/network/network.ts'
import type { BenchPair, Problem } from '../problems.ts'

export interface Throughput {
  readonly pairsPerMinute: number
  readonly wallSeconds: number
  readonly objectives: readonly number[]
  readonly ratios: readonly number[]
}

/** All pairs as one batch of eight in flight, by wall time; the objective as the solver ended. */
export async function throughput(
  network: Network,
  { layer, delta }: Problem,
  pairs: readonly BenchPair[],
  solver: SolverName,
  maxEvaluations: number,
): Promise<Throughput> {
  const start = performance.now()
  const found = await featureOpt(network, layer, pairs, { delta, solver, maxEvaluations })
  const wallSeconds = (performance.now() - start) / 1000
  const made = found.flatMap((one) => ('adversary' in one ? [one] : []))
  return {
    pairsPerMinute: (60 * made.length) / wallSeconds,
    wallSeconds,
    objectives: made.map(({ solution }) => solution.value),
    ratios: made.map(({ trace }) => trace.at(-1)?.ratio ?? Number.NaN),
  }
}
