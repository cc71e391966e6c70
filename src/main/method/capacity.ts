import { freemem } from 'node:os'
import type { SolverName } from '../../contract/measures.ts'
import { chooseCapacity } from '../solver/capacity.ts'
import type { DistanceEvaluator } from './evaluator.ts'
import type { FeatureNetwork, Pair } from './feature-network.ts'
import { solvers } from './solvers.ts'

/** Of every activation an evaluation holds the value, its gradient and about one more for an operator's workings. */
const COPIES = 3

/** Below so many evaluations a pair, measuring would cost more than it saves. */
const WORTH_MEASURING = 60
const UNMEASURED = 8

interface Work {
  readonly layer: string
  readonly solver: SolverName
  readonly maxEvaluations: number
  readonly signal?: AbortSignal | undefined
}

/** Bytes that a pair in flight takes. */
function bytesOfPair(network: FeatureNetwork, { layer, solver }: Work, size: number): number {
  const end = network.blobs.findIndex(({ name }) => name === layer) + 1
  const activations = network.blobs.slice(0, end).reduce((sum, { units }) => sum + units, 0)
  return 4 * (COPIES * activations + solvers[solver].vectors * size)
}

/** How many pairs to evaluate in one call: by a short measurement, in at most half of the memory that is free. */
export async function pairsInFlight(
  network: FeatureNetwork,
  evaluator: DistanceEvaluator,
  pairs: readonly Pair[],
  work: Work,
): Promise<number> {
  const most = Math.max(1, Math.floor(freemem() / 2 / bytesOfPair(network, work, evaluator.size)))
  const limit = Math.min(pairs.length, evaluator.capacity, most)
  if (limit === 1 || work.maxEvaluations < WORTH_MEASURING) return Math.min(limit, UNMEASURED)
  const evaluate = async (count: number): Promise<void> => {
    if (work.signal?.aborted) return
    const first = pairs.slice(0, count)
    await evaluator.evaluate(
      first.map((_, problem) => problem),
      first.map(({ source }) => source),
    )
  }
  const { capacity } = await chooseCapacity({ evaluate, bytes: (count) => count, memory: limit, limit })
  return capacity
}
