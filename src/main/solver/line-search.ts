import { type Bracket, safeguardedStep } from './safeguarded-step.ts'

/** The objective along the search direction: value and slope at a step. */
export interface Slope {
  readonly value: number
  readonly slope: number
}

export interface LineSearchLimits {
  /** Sufficient decrease: f(step) ≤ f(0) + decrease · step · f′(0). */
  readonly decrease: number
  /** Curvature: |f′(step)| ≤ curvature · |f′(0)|. */
  readonly curvature: number
  /** The interval of uncertainty may not be wider than this, relative to its upper end. */
  readonly width: number
  readonly maxStep: number
}

/** The constants of L-BFGS-B 3.0. */
export const lineSearchDefaults = { decrease: 1e-3, curvature: 0.9, width: 0.1 } as const

/**
 * The line search of Moré and Thuente (ACM TOMS 20, 1994) by ask and tell: yields steps, is sent value and slope
 * there, and returns when the last yielded step satisfies the strong Wolfe conditions or no better one can be told apart
 * (a rounding, width or largest-step limit), which L-BFGS-B accepts alike.
 *
 * @param origin value and slope at step 0; the slope must be negative.
 * @param first the first step to try, in (0, maxStep].
 */
export function* lineSearch(
  origin: Slope,
  first: number,
  limits: LineSearchLimits,
): Generator<number, void, Slope> {
  const { maxStep } = limits
  const test = limits.decrease * origin.slope
  const bracket: Bracket = {
    best: { step: 0, ...origin },
    other: { step: 0, ...origin },
    closed: false,
  }
  let step = first
  let [low, high] = [0, 5 * step]
  let auxiliary = true
  let width = maxStep
  let previousWidth = 2 * width

  while (true) {
    const { value, slope } = yield step
    const enough = origin.value + step * test
    if (auxiliary && value <= enough && slope >= 0) auxiliary = false
    if (value <= enough && Math.abs(slope) <= -limits.curvature * origin.slope) return
    if (bracket.closed && (step <= low || step >= high || high - low <= limits.width * high)) return
    if (step === maxStep && value <= enough && slope <= test) return
    if (step === 0) return

    // While only the simple decrease is met, the auxiliary function f(step) − decrease · step · f′(0) predicts the step.
    const tilt = auxiliary && value <= bracket.best.value && value > enough ? test : 0
    step = safeguardedStep(bracket, { step, value, slope }, tilt, low, high)

    if (bracket.closed) {
      const gap = Math.abs(bracket.other.step - bracket.best.step)
      if (gap >= 0.66 * previousWidth)
        step = bracket.best.step + 0.5 * (bracket.other.step - bracket.best.step)
      previousWidth = width
      width = gap
      low = Math.min(bracket.best.step, bracket.other.step)
      high = Math.max(bracket.best.step, bracket.other.step)
    } else {
      low = step + 1.1 * (step - bracket.best.step)
      high = step + 4 * (step - bracket.best.step)
    }
    step = Math.min(maxStep, Math.max(0, step))
    if (bracket.closed && (step <= low || step >= high || high - low <= limits.width * high))
      step = bracket.best.step
  }
}
