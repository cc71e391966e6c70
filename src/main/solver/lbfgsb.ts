import { distance, largestStep, writeTrial } from './direction.ts'
import type { Kernels } from './kernels/kernels.ts'
import { PlainKernels } from './kernels/plain.ts'
import { SimdKernels } from './kernels/simd.ts'
import { lineSearch, lineSearchDefaults } from './line-search.ts'
import { MODEL_VECTORS, QuadraticModel } from './quadratic-model.ts'
import type { Box, Evaluation, Outcome, Solution, Solver, Vector } from './solver.ts'
import { allFinite, projectedStart, zeros } from './vector.ts'

export interface LbfgsbOptions {
  /** Pairs of step and gradient change kept (m). */
  readonly memory?: number
  /** Converged where f falls by at most factr · 2.2e-16 · max(|f|, |previous f|, 1) in an iteration. */
  readonly factr?: number
  /** Converged where no element of the projected gradient exceeds this. */
  readonly pgtol?: number
  readonly maxIterations?: number
  readonly maxEvaluations?: number
  /**
   * Keeps float32 pairs in 14 bits a number, by chunks of 2,048 numbers: what is kept is then the pair. Made for images, whose numbers
   * are of one scale; the default from 2,000 variables on.
   */
  readonly compact?: boolean
}

/** With fewer variables pairs are kept as they are: there is little to read, and other scales than images' are to be expected. */
const COMPACT_FROM = 2000

/** Evaluations that one line search may take. */
const LINE_SEARCH_LIMIT = 20

/**
 * L-BFGS-B 3.0: limited-memory BFGS in a box (Byrd, Lu, Nocedal and Zhu, SIAM J. Sci. Comput. 16, 1995; the projected
 * subspace step of Morales and Nocedal, ACM TOMS 38, 2011; Moré and Thuente's line search). Defaults are SciPy's.
 *
 * Differs where a program that runs for hours must: a trial that is not finite is answered with a shorter step, the
 * budget of evaluations is never exceeded, and the best point evaluated is returned. Works in the start's precision,
 * with sums in double; takes 2 · memory + 20 vectors, compact memory + 20.
 *
 * @throws RangeError where the box is empty or its size is not the start's.
 */
export function* lbfgsb<V extends Vector = Float32Array>(
  start: V,
  box: Box<V>,
  options: LbfgsbOptions = {},
): Solver<V> {
  const { memory = 10, factr = 1e7, pgtol = 1e-5, maxIterations = 15000, maxEvaluations = 15000 } = options
  const { compact = start.length >= COMPACT_FROM } = options
  const first = projectedStart(start, box)
  let evaluation = yield first
  let evaluations = 1
  let iterations = 0
  let best = { point: first, value: evaluation.value }
  const finish = (outcome: Outcome, message: string): Solution<V> => ({
    point: copy(best.point),
    value: best.value,
    evaluations,
    iterations,
    outcome,
    message,
  })
  if (!finite(evaluation))
    return finish('stalled', 'The objective or its gradient is not finite at the start.')
  const model = new QuadraticModel(kernelsFor(first, memory, compact), box, memory, {
    point: first,
    gradient: evaluation.gradient,
  })
  if (model.projectedGradientNorm <= pgtol)
    return finish('converged', 'The projected gradient is at most pgtol.')

  const boxed = allFinite(box.lower) && allFinite(box.upper)
  const bounded = boxed || box.lower.some(Number.isFinite) || box.upper.some(Number.isFinite)
  let trial: V | undefined
  let value = evaluation.value

  while (iterations < maxIterations) {
    const slope = model.minimise()
    if (slope === undefined || !(slope < 0)) {
      if (model.empty) return finish('stalled', 'No direction of descent is left.')
      model.reset()
      continue
    }

    const { point, target } = model
    const begins = iterations === 0
    const maxStep = begins && bounded ? 1 : largestStep(box, point, target)
    const firstStep = begins && !boxed ? Math.min(1 / distance(point, target), maxStep) : 1
    let search = lineSearch({ value, slope }, firstStep, { ...lineSearchDefaults, maxStep })
    let next = search.next()
    let trialSlope = slope
    let asked = target
    for (let tries = 0; !next.done && tries < LINE_SEARCH_LIMIT; tries++) {
      if (evaluations >= maxEvaluations) return finish('budget', 'The limit of evaluations is reached.')
      const step = next.value
      asked = target
      if (step !== 1) {
        asked = trial ??= zeros(first)
        writeTrial(box, point, target, step, asked)
      }
      evaluation = yield asked
      evaluations++
      trialSlope = model.slopeAt(evaluation.gradient)
      if (!Number.isFinite(evaluation.value) || !Number.isFinite(trialSlope)) {
        search = lineSearch({ value, slope }, step / 10, { ...lineSearchDefaults, maxStep: step / 10 })
        next = search.next()
        continue
      }
      next = search.next({ value: evaluation.value, slope: trialSlope })
      if (!next.done && evaluation.value < best.value) best = { point: copy(asked), value: evaluation.value }
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
    if (best.point === point && !(evaluation.value <= best.value)) best = { ...best, point: copy(point) }
    model.arrive(asked, trialSlope - slope > -Number.EPSILON * slope)
    if (evaluation.value <= best.value) best = { point: model.point, value: evaluation.value }
    if (model.projectedGradientNorm <= pgtol)
      return finish('converged', 'The projected gradient is at most pgtol.')
    if (decrease <= factr * Number.EPSILON * scale)
      return finish('converged', 'The relative reduction of f is at most factr * epsilon.')
    if (iterations === maxIterations) break
    value = evaluation.value
  }
  return finish('budget', 'The limit of iterations is reached.')
}

/** The kernels for the vectors' precision. */
function kernelsFor<V extends Vector>(sample: V, memory: number, compact: boolean): Kernels<V> {
  if (sample instanceof Float32Array && compact) {
    const simd: Kernels<Float32Array> = new SimdKernels(sample.length, memory, MODEL_VECTORS)
    return simd as Kernels<Vector> as Kernels<V>
  }
  return new PlainKernels(sample)
}

function finite({ value, gradient }: Evaluation<Vector>): boolean {
  return Number.isFinite(value) && allFinite(gradient)
}

function copy<V extends Vector>(vector: V): V {
  const fresh = zeros(vector)
  fresh.set(vector)
  return fresh
}
