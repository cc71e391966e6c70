import type { Breakpoints } from './breakpoints.ts'
import type { Corrections } from './corrections.ts'
import type { Box, Vector } from './solver.ts'

/** An iterate: a point and what the objective is there. */
export interface Iterate<V extends Vector> {
  readonly point: V
  readonly gradient: V
}

/** The steepest-descent direction in the box, summed up. */
export interface Descent {
  /** Σ g² over the variables that may move. */
  readonly squares: number
  /** How many may move. */
  readonly count: number
}

/**
 * Marks in `held` the variables that lie on a bound at which −g would leave the box (1 the lower, 2 the upper, 0 may
 * move), and sums up the rest.
 */
export function holdBlocked<V extends Vector>(
  { point, gradient }: Iterate<V>,
  { lower, upper }: Box<V>,
  held: Uint8Array,
): Descent {
  let squares = 0
  let count = 0
  for (let i = 0; i < point.length; i++) {
    const slope = gradient[i] as number
    const x = point[i] as number
    const low = lower[i] as number
    const high = upper[i] as number
    const atLower = x <= low && (slope >= 0 || low === high)
    const atUpper = x >= high && slope <= 0
    const hold = atLower ? 1 : atUpper ? 2 : 0
    held[i] = hold
    if (hold === 0 && slope !== 0) {
      squares += slope * slope
      count++
    }
  }
  return { squares, count }
}

/** What the subspace minimisation needs to know of the generalised Cauchy point. */
export interface CauchyPoint {
  /** Length t of the path: a variable held at 0 stands at x − t g. */
  readonly time: number
  /** Wᵀ(x_c − x). */
  readonly c: Float64Array
  /** Wᵀd at the end of the path, d being −g on the variables that still move. */
  readonly p: Float64Array
}

/**
 * The generalised Cauchy point: the first local minimiser of the quadratic model along the projected gradient path
 * (Byrd, Lu, Nocedal and Zhu 1995, algorithm CP).
 *
 * @param held as `holdBlocked` left it; variables that meet a bound on the way are added.
 * @param middle M, dense.
 * @param p Wᵀd at the start; overwritten.
 */
export function cauchyPoint<V extends Vector>(
  iterate: Iterate<V>,
  box: Box<V>,
  descent: Descent,
  corrections: Corrections<V>,
  middle: Float64Array,
  p: Float64Array,
  held: Uint8Array,
  breakpoints: Breakpoints<V>,
): CauchyPoint {
  const { theta } = corrections
  const order = 2 * corrections.count
  const c = new Float64Array(order)
  const row = new Float64Array(order)
  const image = new Float64Array(order)
  let time = 0
  let moving = descent.count
  let slope = -descent.squares
  multiply(middle, p, image, order)
  const initialCurvature = theta * descent.squares
  let curvature = initialCurvature - dot(p, image, order)
  let ahead = -slope / curvature

  while (moving > 0 && breakpoints.collect(iterate.point, iterate.gradient, box, held, time + ahead) > 0) {
    let stopped = false
    while (breakpoints.count > 0) {
      const interval = breakpoints.time - time
      if (ahead < interval) {
        stopped = true
        break
      }
      time = breakpoints.time
      const i = breakpoints.take()
      const direction = -(iterate.gradient[i] as number)
      held[i] = direction > 0 ? 2 : 1
      const moved = ((direction > 0 ? box.upper : box.lower)[i] as number) - (iterate.point[i] as number)
      const square = direction * direction
      slope += interval * curvature + square - theta * direction * moved
      curvature -= theta * square
      if (order > 0) {
        corrections.row(i, row)
        for (let k = 0; k < order; k++) c[k] = (c[k] as number) + interval * (p[k] as number)
        multiply(middle, row, image, order)
        slope += direction * dot(image, c, order)
        curvature += 2 * direction * dot(image, p, order) - square * dot(image, row, order)
        for (let k = 0; k < order; k++) p[k] = (p[k] as number) - direction * (row[k] as number)
      }
      curvature = Math.max(Number.EPSILON * initialCurvature, curvature)
      if (--moving === 0) {
        ahead = 0
        break
      }
      ahead = -slope / curvature
    }
    if (stopped) break
  }
  ahead = Math.max(0, ahead)
  for (let k = 0; k < order; k++) c[k] = (c[k] as number) + ahead * (p[k] as number)
  return { time: time + ahead, c, p }
}

function multiply(matrix: Float64Array, vector: Float64Array, product: Float64Array, order: number): void {
  for (let i = 0; i < order; i++) {
    let sum = 0
    for (let j = 0; j < order; j++) sum += (matrix[i * order + j] as number) * (vector[j] as number)
    product[i] = sum
  }
}

function dot(a: Float64Array, b: Float64Array, length: number): number {
  let sum = 0
  for (let i = 0; i < length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}
