import { AdamState } from './kernels/adam.ts'
import type { Box, Outcome, Solution, Solver } from './solver.ts'
import { projectedStart } from './vector.ts'

export interface FastOptions {
  /** The budget T, fixed in advance: the step falls linearly to zero over it. */
  readonly maxEvaluations: number
  /** The bound on any pixel's change, in [0, 255] units: its root is the scale of the steps. */
  readonly delta: number
}

/** Evaluations by the budgets' names. */
export const budgets = { quick: 100, standard: 200, thorough: 500 } as const

/** The first step, in units of the root of delta: a larger box is worth larger steps, but what a network can follow is bounded. */
const RATE = 5
/** The distance ratios between which the averages go over from exploring to converging. */
const [FAR, NEAR] = [0.25, 0.12]
/** What a new gradient weighs in the average of gradients, and its square in that of squares. */
const EXPLORING = { first: 0.1, second: 0.001 } as const
const CONVERGING = { first: 0.03, second: 0.03 } as const

/** The averages' weights where the best distance so far is `ratio` times the first: geometric between the two regimes. */
function weights(ratio: number): { readonly first: number; readonly second: number } {
  const closeness = Math.min(1, Math.max(0, Math.log(FAR / ratio) / Math.log(FAR / NEAR)))
  const between = (far: number, near: number): number => far * (near / far) ** closeness
  return {
    first: between(EXPLORING.first, CONVERGING.first),
    second: between(EXPLORING.second, CONVERGING.second),
  }
}

/**
 * Projected Adam for a budget fixed in advance: Adam's direction (Kingma and Ba 2015), steps that fall linearly over the
 * budget, the momentum set to zero wherever the box clips. The gradient it is told may be another function's than the
 * value, one that makes for better directions; the value alone judges. The figures are in docs/solvers.md.
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
  let value = Number.POSITIVE_INFINITY
  let initial: number | undefined
  // What the averages' start at zero still weighs in them.
  let firstLeft = 1
  let secondLeft = 1
  const finish = (evaluations: number, outcome: Outcome, message: string): Solution => ({
    point: state.best.slice(),
    value,
    evaluations,
    outcome,
    message,
  })

  for (let t = 0; t < maxEvaluations; t++) {
    const evaluation = yield state.point
    if (!Number.isFinite(evaluation.value)) return finish(t + 1, 'stalled', 'The objective is not finite.')
    if (evaluation.value < value) {
      value = evaluation.value
      state.keep()
    }
    if (t === maxEvaluations - 1) break
    initial ??= evaluation.value
    const weight = weights(Math.sqrt(Math.max(0, value) / initial))
    firstLeft *= 1 - weight.first
    secondLeft *= 1 - weight.second
    const spread = Math.sqrt(1 - secondLeft)
    const size = state.learn(evaluation.gradient, weight.first, weight.second) / spread
    if (!Number.isFinite(size)) return finish(t + 1, 'stalled', 'The gradient is not finite.')
    if (size === 0) return finish(t + 1, 'converged', 'The gradient is zero.')
    const rate = RATE * Math.sqrt(delta) * (1 - t / (maxEvaluations - 1))
    state.advance(rate / (1 - firstLeft), 1 / spread, 1e-12 + 1e-3 * size)
  }
  return finish(maxEvaluations, 'budget', 'The budget is spent.')
}
