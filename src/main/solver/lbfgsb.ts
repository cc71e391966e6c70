import { distance, largestStep, writeTrial } from './direction.ts'
import type { Kernels } from './kernels/kernels.ts'
import { PlainKernels } from './kernels/plain.ts'
import { SimdKernels } from './kernels/simd.ts'
import { lineSearch, lineSearchDefaults } from './line-search.ts'
import { MODEL_VECTORS, QuadraticModel } from './quadratic-model.ts'
import type { Box, Evaluation, Outcome, Solution, Solver, Vector } from './solver.ts'
import { projectedStart, zeros } from './vector.ts'

export interface LbfgsbOptions {
  /** Pairs of step and gradient change kept (m). */
  readonly memory?: number
  /** Converged where f falls by at most factr · 2.2e-16 · max(|f|, |previous f|, 1) in an iteration. */
  readonly factr?: number
  /** Converged where no element of the projected gradient exceeds this. */
  readonly pgtol?: number
  readonly maxIterations?: number
  readonly maxEvaluations?: number
}

/** Evaluations that one line search may take. */
const LINE_SEARCH_LIMIT = 20

/**
 * L-BFGS-B 3.0: limited-memory BFGS in a box (Byrd, Lu, Nocedal and Zhu, SIAM J. Sci. Comput. 16, 1995; the projected
 * subspace step of Morales and Nocedal, ACM TOMS 38, 2011; Moré and Thuente's line search). Defaults are SciPy's.
 *
 * Differs where a program that runs for hours must: a trial that is not finite is answered with a shorter step, the
 * budget of evaluations is never exceeded, and the best point evaluated is returned. Works in the start's precision,
 * with sums in double; takes 2 · memory + 20 vectors.
 *
 * @throws RangeError where the box is empty or its size is not the start's.
 */
export function* lbfgsb<V extends Vector = Float32Array>(
  start: V,
  box: Box<V>,
  options: LbfgsbOptions = {},
): Solver<V> {
  const { memory = 10, factr = 1e7, pgtol = 1e-5, maxIterations = 15000, maxEvaluations = 15000 } = options
  let point = projectedStart(start, box)
  let evaluation = yield point
  let evaluations = 1
  let iterations = 0
  let best = { point, value: evaluation.value }
  const finish = (outcome: Outcome, message: string): Solution<V> => ({
    ...best,
    evaluations,
    iterations,
    outcome,
    message,
  })
  if (!finite(evaluation))
    return finish('stalled', 'The objective or its gradient is not finite at the start.')
  const model = new QuadraticModel(kernelsFor(point, memory), box, memory, {
    point,
    gradient: evaluation.gradient,
  })
  if (model.projectedGradientNorm <= pgtol)
    return finish('converged', 'The projected gradient is at most pgtol.')

  const boxed = box.lower.every(Number.isFinite) && box.upper.every(Number.isFinite)
  const bounded = boxed || box.lower.some(Number.isFinite) || box.upper.some(Number.isFinite)
  let target = zeros(point)
  let trial = zeros(point)
  let value = evaluation.value

  while (iterations < maxIterations) {
    const slope = model.minimise(target)
    if (slope === undefined || !(slope < 0)) {
      if (model.empty) return finish('stalled', 'No direction of descent is left.')
      model.reset()
      continue
    }

    const first = iterations === 0
    const maxStep = first && bounded ? 1 : largestStep(box, point, target)
    const firstStep = first && !boxed ? Math.min(1 / distance(point, target), maxStep) : 1
    let search = lineSearch({ value, slope }, firstStep, { ...lineSearchDefaults, maxStep })
    let next = search.next()
    let trialSlope = slope
    for (let tries = 0; !next.done && tries < LINE_SEARCH_LIMIT; tries++) {
      if (evaluations >= maxEvaluations) return finish('budget', 'The limit of evaluations is reached.')
      const step = next.value
      if (step !== 1) writeTrial(box, point, target, step, trial)
      const asked = step === 1 ? target : trial
      evaluation = yield asked
      evaluations++
      trialSlope = model.slopeAt(evaluation.gradient)
      if (!Number.isFinite(evaluation.value) || !Number.isFinite(trialSlope)) {
        search = lineSearch({ value, slope }, step / 10, { ...lineSearchDefaults, maxStep: step / 10 })
        next = search.next()
        continue
      }
      next = search.next({ value: evaluation.value, slope: trialSlope })
      if (next.done) {
        if (step === 1) [target, trial] = [trial, target]
      } else if (evaluation.value < best.value) best = { point: copy(asked), value: evaluation.value }
    }
    if (!next.done) {
      if (model.empty)
        return finish('stalled', 'The line search found no lower value along steepest descent.')
      model.reset()
      continue
    }

    iterations++
    const decrease = value - evaluation.value
    const scale = Math.max(Math.abs(value), Math.abs(evaluation.value), 1)
    if (evaluation.value <= best.value) best = { point: trial, value: evaluation.value }
    else if (best.point === point) best = { point: copy(point), value: best.value }
    model.arrive(trial)
    if (model.projectedGradientNorm <= pgtol)
      return finish('converged', 'The projected gradient is at most pgtol.')
    if (decrease <= factr * Number.EPSILON * scale)
      return finish('converged', 'The relative reduction of f is at most factr * epsilon.')
    if (iterations === maxIterations) break
    model.learn(trialSlope - slope > -Number.EPSILON * slope)
    ;[point, trial] = [trial, point]
    value = evaluation.value
  }
  return finish('budget', 'The limit of iterations is reached.')
}

/** The fastest kernels for the vectors' precision. */
function kernelsFor<V extends Vector>(sample: V, memory: number): Kernels<V> {
  if (sample instanceof Float32Array) {
    const simd: Kernels<Float32Array> = new SimdKernels(sample.length, memory, 2 * memory + MODEL_VECTORS)
    return simd as Kernels<Vector> as Kernels<V>
  }
  return new PlainKernels(sample)
}

function finite({ value, gradient }: Evaluation<Vector>): boolean {
  return Number.isFinite(value) && gradient.every(Number.isFinite)
}

function copy<V extends Vector>(vector: V): V {
  const fresh = zeros(vector)
  fresh.set(vector)
  return fresh
}
