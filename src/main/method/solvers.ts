import type { SolverName } from '../../contract/measures.ts'
import type { AskTell } from '../solver/ask-tell.ts'
import { fast } from '../solver/fast.ts'
import type { Box, Solver } from '../solver/solver.ts'
import type { SolverThreads } from '../solver/threads/threads.ts'

/** What a pair's solver is given beside its start and its box. */
interface Limits {
  readonly delta: number
  readonly maxEvaluations: number
}

/** A solver as methods use it. */
interface UsedSolver {
  begin(start: Float32Array, box: Box, limits: Limits, threads: SolverThreads): Solver | AskTell
  /** Whether its gradients are of weighted residuals (see `ResidualWeighting`). */
  readonly weighted: boolean
  /** Whether its steps take long enough to be spread over threads. */
  readonly threaded: boolean
  /** Vectors of an image's size that each keeps, its box, its points and what the evaluator keeps for it included. */
  readonly vectors: number
}

export const solvers: Readonly<Record<SolverName, UsedSolver>> = {
  fast: {
    begin: (start, box, { maxEvaluations, delta }) => fast(start, box, { maxEvaluations, delta }),
    weighted: true,
    // A step takes a fraction of a millisecond.
    threaded: false,
    vectors: 11,
  },
  lbfgsb: {
    begin: (start, box, { maxEvaluations }, threads) => threads.lbfgsb(start, box, { maxEvaluations }),
    weighted: false,
    threaded: true,
    vectors: 35,
  },
}
