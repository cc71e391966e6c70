import type { Corrections } from './corrections.ts'
import type { Descent, Iterate, Kernels, Listed, Path } from './kernels/kernels.ts'
import type { Box, Vector } from './solver.ts'

/** What the subspace minimisation needs to know of the generalised Cauchy point. */
export interface CauchyPoint {
  /** Length t of the path: a variable held at 0 stands at x − t g. */
  readonly time: number
  /** Wᵀ(x_c − x). */
  readonly c: Float64Array
  /** Wᵀd at the end of the path, d being −g on the variables that still move. */
  readonly p: Float64Array
  /** Σ r rᵀ over the variables that met a bound on the way, r being their rows of [Y S]; undefined without pairs. */
  readonly gram: Float64Array | undefined
}

/** How far beyond the expected end breakpoints are listed, so that a second search for more is rarely needed. */
const MARGIN = 2

/** The search for the generalised Cauchy point, with the room it works in. */
export class CauchySearch<V extends Vector> {
  readonly #box: Box<V>
  readonly #kernels: Kernels<V>
  readonly #c: Float64Array
  readonly #p: Float64Array
  readonly #middle: Float64Array
  readonly #gram: Float64Array
  #length = 0

  constructor(kernels: Kernels<V>, box: Box<V>, memory: number) {
    this.#kernels = kernels
    this.#box = box
    this.#c = kernels.doubles(2 * memory)
    this.#p = kernels.doubles(2 * memory)
    this.#middle = kernels.doubles(4 * memory * memory)
    this.#gram = kernels.doubles(4 * memory * memory)
  }

  /** Up to when the next search is likely to want breakpoints: what the sweep before it may list in passing. */
  get expected(): number {
    return MARGIN * this.#length
  }

  /**
   * The first local minimiser of the quadratic model along the projected gradient path (Byrd, Lu, Nocedal and Zhu 1995,
   * algorithm CP).
   *
   * @param middle M, dense.
   * @param held the variables that cannot move at the iterate; those that meet a bound on the way are added.
   * @param listed the breakpoints that were listed at the iterate
   */
  run(
    iterate: Iterate<V>,
    descent: Descent,
    corrections: Corrections<V>,
    middle: Float64Array,
    held: Uint8Array,
    listed: Listed,
  ): CauchyPoint {
    const { theta } = corrections
    const order = 2 * corrections.count
    if (order === 0) return this.#uncurved(iterate, 1 / theta, held)
    const c = this.#c.fill(0)
    const p = this.#p
    this.#middle.set(middle)
    corrections.writeDirectionProducts(p)
    const initialCurvature = theta * descent.squares
    const slope = -descent.squares
    const curvature = initialCurvature - quadraticForm(middle, p, order)
    const path: Path<V> = {
      gradient: iterate.gradient,
      held,
      theta,
      middle: this.#middle,
      c,
      p,
      gram: this.#gram.fill(0),
      leastCurvature: Number.EPSILON * initialCurvature,
      time: 0,
      slope,
      curvature,
      ahead: -slope / curvature,
      moving: descent.count,
    }
    let { limit, count } = listed
    while (path.moving > 0 && !corrections.follow(path, count)) {
      if (limit >= path.time + path.ahead) break
      limit = path.time + MARGIN * path.ahead
      count = this.#kernels.breakpoints(iterate, this.#box, held, limit).count
    }
    const ahead = Math.max(0, path.ahead)
    for (let k = 0; k < order; k++) c[k] = (c[k] as number) + ahead * (p[k] as number)
    this.#length = path.time + ahead
    return { time: this.#length, c: c.slice(0, order), p: p.slice(0, order), gram: path.gram }
  }

  /** The minimiser where the model's Hessian is θ: all that still moves has its minimum at the same time, 1/θ. */
  #uncurved(iterate: Iterate<V>, time: number, held: Uint8Array): CauchyPoint {
    const { variables } = this.#kernels
    const { count } = this.#kernels.breakpoints(iterate, this.#box, held, time)
    for (let k = 0; k < count; k++) {
      const i = variables[k] as number
      held[i] = (iterate.gradient[i] as number) > 0 ? 1 : 2
    }
    return { time, c: this.#c.slice(0, 0), p: this.#p.slice(0, 0), gram: undefined }
  }
}

/** vᵀ A v of a dense square matrix. */
function quadraticForm(matrix: Float64Array, vector: Float64Array, order: number): number {
  let form = 0
  for (let i = 0; i < order; i++)
    for (let j = 0; j < order; j++)
      form += (matrix[i * order + j] as number) * (vector[i] as number) * (vector[j] as number)
  return form
}
