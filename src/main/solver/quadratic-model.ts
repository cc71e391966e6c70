import { CauchySearch } from './cauchy-point.ts'
import { Corrections } from './corrections.ts'
import type { Descent, Iterate, Kernels, Listed } from './kernels/kernels.ts'
import type { Box, Vector } from './solver.ts'
import { subspaceCoefficients, truncate, writeCauchyPoint } from './subspace.ts'

/** No breakpoint is listed. */
const NONE: Listed = { limit: 0, count: 0 }

/** Vectors of the kernels' that a model takes. */
export const MODEL_VECTORS = 9

/**
 * The limited-memory quadratic model of L-BFGS-B around an iterate, and its approximate minimiser in the box. What it is
 * given is copied to where the kernels work.
 */
export class QuadraticModel<V extends Vector> {
  readonly #kernels: Kernels<V>
  readonly #box: Box<V>
  readonly #corrections: Corrections<V>
  readonly #search: CauchySearch<V>
  /** Where each variable is held at the iterate, and from the Cauchy search on at the Cauchy point. */
  #held: Uint8Array
  /** Where it is going to be held, while the model moves on. */
  #heldNext: Uint8Array
  #here: Iterate<V>
  #there: Iterate<V>
  #target: V
  #middle: Float64Array = new Float64Array(0)
  #descent: Descent
  #listed = NONE

  constructor(kernels: Kernels<V>, box: Box<V>, memory: number, start: Iterate<V>) {
    const copy = (vector: V): V => {
      const fresh = kernels.vector()
      fresh.set(vector)
      return fresh
    }
    this.#kernels = kernels
    this.#box = { lower: copy(box.lower), upper: copy(box.upper) }
    this.#here = { point: copy(start.point), gradient: copy(start.gradient) }
    this.#there = { point: kernels.vector(), gradient: kernels.vector() }
    this.#target = kernels.vector()
    this.#held = kernels.flags()
    this.#heldNext = kernels.flags()
    this.#corrections = new Corrections(kernels, memory)
    this.#search = new CauchySearch(kernels, this.#box, memory)
    this.#descent = kernels.hold(this.#here, this.#box, this.#held)
  }

  /** True while nothing is known of the curvature. */
  get empty(): boolean {
    return this.#corrections.count === 0
  }

  /** The largest element of the projected gradient at the iterate. */
  get projectedGradientNorm(): number {
    return this.#descent.norm
  }

  /** The iterate. The model's own: it changes as the model moves on. */
  get point(): V {
    return this.#here.point
  }

  /** What the last minimisation found. The model's own. */
  get target(): V {
    return this.#target
  }

  /** Forgets the curvature; the next minimisation is a steepest-descent one. */
  reset(): void {
    this.#corrections.reset()
    this.#middle = new Float64Array(0)
    this.#listed = NONE
    this.#descent = this.#kernels.hold(this.#here, this.#box, this.#held)
  }

  /** The slope along the last minimisation's direction where the gradient is this. */
  slopeAt(gradient: V): number {
    this.#there.gradient.set(gradient)
    return this.#kernels.slope(this.#there.gradient, this.#here.point, this.#target)
  }

  /**
   * Moves to the point whose gradient `slopeAt` was last given, the target or another one, and learns from the step unless its
   * curvature is too small (`useful` false).
   */
  arrive(point: V, useful: boolean): void {
    const there = this.#there
    const corrections = this.#corrections
    if (point === this.#target) {
      this.#there = { point, gradient: there.gradient }
      this.#target = there.point
    } else there.point.set(point)
    const move = {
      from: this.#here,
      to: this.#there,
      box: this.#box,
      before: this.#held,
      after: this.#heldNext,
      limit: this.#search.expected,
    }
    const told = useful ? corrections.push(move) : corrections.pass(move)
    this.#descent = told.descent
    this.#listed = told.listed
    ;[this.#here, this.#there] = [this.#there, this.#here]
    ;[this.#held, this.#heldNext] = [this.#heldNext, this.#held]
    const middle = corrections.middle()
    if (middle) this.#middle = middle
    else this.reset()
  }

  /**
   * Makes `target` the model's approximate minimiser: the generalised Cauchy point, then the minimiser over the variables
   * free there, projected onto the box (Morales and Nocedal 2011).
   *
   * @returns the objective's slope towards it, or undefined where the small systems broke down.
   */
  minimise(): number | undefined {
    const box = this.#box
    const here = this.#here
    const corrections = this.#corrections
    const held = this.#held
    const target = this.#target
    const cauchy = this.#search.run(here, this.#descent, corrections, this.#middle, held, this.#listed)
    if (cauchy.gram) corrections.leave(cauchy.gram)
    const slope = (): number => this.#kernels.slope(here.gradient, here.point, target)
    if (this.empty || held.every((hold) => hold !== 0)) {
      writeCauchyPoint(here, box, cauchy.time, held, target)
      return slope()
    }
    const coefficients = subspaceCoefficients(corrections, cauchy)
    if (!coefficients) return undefined
    const projected = corrections.combine(here, box, held, coefficients, target)
    if (projected <= 0) return projected
    const minimiser = this.#there.point
    corrections.combine(here, this.#unbounded(), held, coefficients, minimiser)
    truncate(here, box, cauchy.time, held, minimiser, target)
    return slope()
  }

  #everywhere: Box<V> | undefined

  /** A box without bounds, made when first needed. */
  #unbounded(): Box<V> {
    if (!this.#everywhere) {
      this.#everywhere = { lower: this.#kernels.vector(), upper: this.#kernels.vector() }
      this.#everywhere.lower.fill(Number.NEGATIVE_INFINITY)
      this.#everywhere.upper.fill(Number.POSITIVE_INFINITY)
    }
    return this.#everywhere
  }
}
