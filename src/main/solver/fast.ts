import { AdamState } from './kernels/adam.ts'
import type { Box, Outcome, Solution, Solver } from './solver.ts'
import { projectedStart, zeros } from './vector.ts'

export interface FastOptions {
  /** The budget T, fixed in advance: the step falls linearly to zero over it. */
  readonly maxEvaluations: number
  /** The bound on any pixel's change, in [0, 255] units: the scale of the steps. */
  readonly delta: number
}

/** Evaluations by the budgets' names. */
export const budgets = { quick: 100, standard: 200, thorough: 500 } as const

const RATE = 1.6
const [MEMORY_1, MEMORY_2] = [0.9, 0.999]

/**
 * Projected Adam for a budget fixed in advance: Adam's direction (Kingma and Ba 2015), steps in units of delta that fall
 * linearly over the budget, the momentum set to zero wherever the box clips. The figures are in docs/solvers.md.
 *
 * The middle of a run is far worse than its end: choose the budget rather than stopping early.
 *
 * @throws RangeError where the budget or delta is not positive, or the box does not fit.
 */
export function* fast(start: Float32Array, box: Box, { maxEvaluations, delta }: FastOptions): Solver {
  if (!(maxEvaluations >= 1))
    throw new RangeError(`A budget of ${maxEvaluations} evaluations is not at least 1.`)
  if (!(delta > 0)) throw new RangeError(`A delta of ${delta} is not above 0.`)
  const state = new AdamState(projectedStart(start, box), box)
  const point = zeros(start)
  const best = zeros(start)
  let value = Number.POSITIVE_INFINITY
  const finish = (evaluations: number, outcome: Outcome, message: string): Solution => ({
    point: best,
    value,
    evaluations,
    outcome,
    message,
  })

  for (let t = 0; t < maxEvaluations; t++) {
    point.set(state.point)
    const evaluation = yield point
    if (!Number.isFinite(evaluation.value)) return finish(t + 1, 'stalled', 'The objective is not finite.')
    if (evaluation.value < value) {
      value = evaluation.value
      best.set(point)
    }
    if (t === maxEvaluations - 1) break
    const variance = 1 - MEMORY_2 ** (t + 1)
    const size = state.learn(evaluation.gradient, 1 - MEMORY_1, 1 - MEMORY_2) / Math.sqrt(variance)
    if (!Number.isFinite(size)) return finish(t + 1, 'stalled', 'The gradient is not finite.')
    if (size === 0) return finish(t + 1, 'converged', 'The gradient is zero.')
    const rate = RATE * delta * (1 - t / (maxEvaluations - 1))
    state.advance(rate / (1 - MEMORY_1 ** (t + 1)), 1 / Math.sqrt(variance), 1e-12 + 1e-3 * size)
  }
  return finish(maxEvaluations, 'budget', 'The budget is spent.')
}
