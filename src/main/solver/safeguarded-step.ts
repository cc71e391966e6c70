/** A step of a line search with the objective's value and slope there. */
export interface Trial {
  readonly step: number
  readonly value: number
  readonly slope: number
}

/** The interval of uncertainty: its ends, and whether a minimiser is known to lie between them. */
export interface Bracket {
  /** The end with the lowest value so far. */
  best: Trial
  other: Trial
  closed: boolean
}

/**
 * Moré and Thuente's choice of the next step (ACM TOMS 20, 1994, section 4): cubic or quadratic interpolation by the
 * four cases of value and slope at the trial, and the update of the bracket.
 *
 * @param tilt slope of the line subtracted from the objective (their auxiliary function ψ), 0 for the objective itself.
 * @returns the next step, in [low, high].
 */
export function safeguardedStep(
  bracket: Bracket,
  trial: Trial,
  tilt: number,
  low: number,
  high: number,
): number {
  const tilted = (t: Trial): Trial => ({
    step: t.step,
    value: t.value - t.step * tilt,
    slope: t.slope - tilt,
  })
  const x = tilted(bracket.best)
  const y = tilted(bracket.other)
  const p = tilted(trial)
  const slopesDiffer = p.slope * Math.sign(x.slope) < 0
  let next: number

  if (p.value > x.value) {
    // Higher value: the minimum is bracketed; the cubic step if closer to the best, else halfway to the quadratic one.
    const cubic = cubicMinimiser(x, p, p.step < x.step)
    const decline = (x.value - p.value) / (p.step - x.step) + x.slope
    const quadratic = x.step + (x.slope / decline / 2) * (p.step - x.step)
    const cubicCloser = Math.abs(cubic - x.step) < Math.abs(quadratic - x.step)
    next = cubicCloser ? cubic : cubic + (quadratic - cubic) / 2
    bracket.closed = true
  } else if (slopesDiffer) {
    // Lower value, slopes of opposite sign: bracketed; the step farther from the trial.
    const cubic = cubicMinimiser(p, x, p.step > x.step)
    const secant = p.step + (p.slope / (p.slope - x.slope)) * (x.step - p.step)
    next = Math.abs(cubic - p.step) > Math.abs(secant - p.step) ? cubic : secant
    bracket.closed = true
  } else if (Math.abs(p.slope) < Math.abs(x.slope)) {
    next = flatteningStep(bracket.closed, x, y, p, low, high)
  } else if (bracket.closed) {
    // Lower value, slope not flatter: the cubic through the trial and the other end.
    next = cubicMinimiser(p, y, p.step > y.step)
  } else {
    next = p.step > x.step ? high : low
  }

  if (p.value > x.value) bracket.other = trial
  else {
    if (slopesDiffer) bracket.other = bracket.best
    bracket.best = trial
  }
  return next
}

/** Lower value, same sign of slope, flatter: the cubic may have no minimum beyond the trial. */
function flatteningStep(closed: boolean, x: Trial, y: Trial, p: Trial, low: number, high: number): number {
  const { theta, scale } = cubicTerms(x, p)
  const root = scale * Math.sqrt(Math.max(0, (theta / scale) ** 2 - (x.slope / scale) * (p.slope / scale)))
  const gamma = p.step > x.step ? -root : root
  const ratio = (gamma - p.slope + theta) / (gamma + (x.slope - p.slope) + gamma)
  const limit = p.step > x.step ? high : low
  const cubic = ratio < 0 && gamma !== 0 ? p.step + ratio * (x.step - p.step) : limit
  const secant = p.step + (p.slope / (p.slope - x.slope)) * (x.step - p.step)
  const cubicCloser = Math.abs(cubic - p.step) < Math.abs(secant - p.step)
  if (!closed) return Math.min(high, Math.max(low, cubicCloser ? secant : cubic))
  const next = cubicCloser ? cubic : secant
  const guard = p.step + 0.66 * (y.step - p.step)
  return p.step > x.step ? Math.min(guard, next) : Math.max(guard, next)
}

function cubicTerms(a: Trial, b: Trial): { theta: number; scale: number } {
  const theta = (3 * (a.value - b.value)) / (b.step - a.step) + a.slope + b.slope
  return { theta, scale: Math.max(Math.abs(theta), Math.abs(a.slope), Math.abs(b.slope)) }
}

/** The minimiser of the cubic that has values and slopes of `from` and `to`, as an offset from `from`. */
function cubicMinimiser(from: Trial, to: Trial, flip: boolean): number {
  const { theta, scale } = cubicTerms(from, to)
  const root = scale * Math.sqrt((theta / scale) ** 2 - (from.slope / scale) * (to.slope / scale))
  const gamma = flip ? -root : root
  const ratio = (gamma - from.slope + theta) / (gamma - from.slope + gamma + to.slope)
  return from.step + ratio * (to.step - from.step)
}
