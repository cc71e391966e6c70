import { Breakpoints } from './breakpoints.ts'
import { cauchyPoint, type Descent, holdBlocked, type Iterate } from './cauchy-point.ts'
import { Corrections, type Step } from './corrections.ts'
import { slopeTowards } from './direction.ts'
import type { Box, Vector } from './solver.ts'
import { projectedMinimiser, subspaceCoefficients, truncatedMinimiser, writeCauchyPoint } from './subspace.ts'
import { zeros } from './vector.ts'

/** The limited-memory quadratic model of L-BFGS-B around an iterate, and its approximate minimiser in the box. */
export class QuadraticModel<V extends Vector> {
  readonly #box: Box<V>
  readonly #corrections: Corrections<V>
  readonly #breakpoints: Breakpoints<V>
  /** Where each variable was held at the last Cauchy point: what the corrections' F and A go by. */
  #active: Uint8Array
  /** Where each variable is held now, as the Cauchy search finds it. */
  #held: Uint8Array
  readonly #changes: Int32Array
  readonly #p: Float64Array
  #middle: Float64Array = new Float64Array(0)
  #descent: Descent

  constructor(box: Box<V>, memory: number, start: Iterate<V>) {
    const n = start.point.length
    this.#box = box
    this.#corrections = new Corrections(zeros(start.point), memory)
    this.#breakpoints = new Breakpoints(n)
    this.#active = new Uint8Array(n)
    this.#held = new Uint8Array(n)
    this.#changes = new Int32Array(n)
    this.#p = new Float64Array(2 * memory)
    this.#descent = holdBlocked(start, box, this.#held)
  }

  /** True while nothing is known of the curvature. */
  get empty(): boolean {
    return this.#corrections.count === 0
  }

  /** Forgets the curvature; the next minimisation is a steepest-descent one at `iterate`. */
  reset(iterate: Iterate<V>): void {
    this.#corrections.reset()
    this.#middle = new Float64Array(0)
    this.#descent = holdBlocked(iterate, this.#box, this.#held)
  }

  /** Moves the model to a new iterate, learning from the step there unless its curvature is too small (`learn` false). */
  advance(step: Step<V>, learn: boolean): void {
    ;[this.#active, this.#held] = [this.#held, this.#active]
    this.#descent = holdBlocked(step.to, this.#box, this.#held)
    const corrections = this.#corrections
    if (!learn) {
      corrections.timesDirection(step.to.gradient, this.#held, this.#p)
      return
    }
    const middle = corrections.push(step, this.#active, this.#held, this.#p)
      ? corrections.middle()
      : undefined
    if (middle) this.#middle = middle
    else this.reset(step.to)
  }

  /**
   * Writes the model's approximate minimiser into `target`.
   *
   * @returns the objective's slope towards it, or undefined where the small systems broke down (reset, then).
   */
  minimise(iterate: Iterate<V>, target: V): number | undefined {
    const box = this.#box
    const corrections = this.#corrections
    const held = this.#held
    const cauchy = cauchyPoint(
      iterate,
      box,
      this.#descent,
      corrections,
      this.#middle,
      this.#p,
      held,
      this.#breakpoints,
    )
    const free = this.#followFreeSet()
    if (this.empty || free === 0) {
      writeCauchyPoint(iterate, box, cauchy.time, held, target)
      return slopeTowards(iterate.gradient, iterate.point, target)
    }
    const coefficients = subspaceCoefficients(corrections, cauchy)
    if (!coefficients) return undefined
    const slope = projectedMinimiser(iterate, box, corrections, coefficients, held, target)
    if (slope <= 0) return slope
    truncatedMinimiser(iterate, box, corrections, coefficients, cauchy.time, held, target)
    return slopeTowards(iterate.gradient, iterate.point, target)
  }

  /** Tells the corrections which variables became free or active since the last Cauchy point; returns how many are free. */
  #followFreeSet(): number {
    const active = this.#active
    const held = this.#held
    const changes = this.#changes
    let count = 0
    let free = 0
    for (let i = 0; i < held.length; i++) {
      const isFree = held[i] === 0
      if (isFree) free++
      changes[count] = i
      if (isFree !== (active[i] === 0)) count++
    }
    this.#corrections.move(changes, count, held)
    return free
  }
}
