import { cholesky, solveLower, solveLowerTransposed } from '../solver/cholesky.ts'

/** Changes of the residual that are kept, and how many images' numbers they may take together. */
const MOST = 30
const ROOM = 3
const FEWEST = 3
/** The ridge, as a fraction of the sum of the changes' squared lengths. */
const RIDGE = 0.1

/**
 * Weighs the residual r = φ(x) − φ(guide) of one pair so that a step along the weighted distance's gradient JᵀWr shrinks
 * all of its parts at a more even pace: W = (I + DᵀD / λ)⁻¹, where D's rows are the last changes of r by unit of step. The
 * directions in which the representation moves easily (D's, which go as JJᵀ) weigh less; JJᵀW is better conditioned than
 * JJᵀ, as with Gauss–Newton's (JJᵀ)⁻¹, for nothing but what the evaluations told anyway. Wr is what remains of r after a
 * ridge regression on the changes.
 */
export class ResidualWeighting {
  readonly #most: number
  readonly #changes: Float32Array[] = []
  /** Products of the changes by slot, `most` a row. */
  readonly #products: Float64Array
  #next = 0
  #previous: { readonly residual: Float32Array; readonly point: Float32Array } | undefined

  /**
   * @param size numbers of an image
   * @param units numbers of its representation
   */
  constructor(size: number, units: number) {
    this.#most = Math.max(FEWEST, Math.min(MOST, Math.floor((ROOM * size) / units)))
    this.#products = new Float64Array(this.#most ** 2)
  }

  /** Wr at a point, learning from the step that led there. Called once an evaluation, in order; both arrays are copied. */
  weigh(residual: Float32Array, point: Float32Array): Float32Array {
    if (this.#previous) this.#learn(this.#previous, residual, point)
    this.#previous = { residual: residual.slice(), point: point.slice() }
    const weighted = residual.slice()
    const count = this.#changes.length
    if (count < FEWEST) return weighted
    const factor = new Float64Array(count * count)
    let trace = 0
    for (let a = 0; a < count; a++) trace += this.#product(a, a)
    for (let a = 0; a < count; a++)
      for (let b = 0; b <= a; b++) factor[a * count + b] = this.#product(a, b) + (a === b ? RIDGE * trace : 0)
    if (!cholesky(factor, count)) return weighted
    const coefficients = Float64Array.from(this.#changes, (change) => dot(change, residual))
    solveLower(factor, count, coefficients, 0)
    solveLowerTransposed(factor, count, coefficients)
    for (const [slot, change] of this.#changes.entries()) {
      const coefficient = coefficients[slot] as number
      for (let i = 0; i < weighted.length; i++)
        weighted[i] = (weighted[i] as number) - coefficient * (change[i] as number)
    }
    return weighted
  }

  #learn(
    before: { readonly residual: Float32Array; readonly point: Float32Array },
    residual: Float32Array,
    point: Float32Array,
  ): void {
    const length = stepLength(before.point, point)
    if (!(length > 0)) return
    const slot = this.#next
    this.#next = (slot + 1) % this.#most
    const change = residual.map((value, i) => (value - (before.residual[i] as number)) / length)
    this.#changes[slot] = change
    for (const [other, row] of this.#changes.entries()) {
      const product = dot(row, change)
      this.#products[slot * this.#most + other] = product
      this.#products[other * this.#most + slot] = product
    }
  }

  #product(a: number, b: number): number {
    return this.#products[a * this.#most + b] as number
  }
}

/** The root of the mean square of a step's elements. */
function stepLength(from: Float32Array, to: Float32Array): number {
  let sum = 0
  for (let i = 0; i < to.length; i++) sum += ((to[i] as number) - (from[i] as number)) ** 2
  return Math.sqrt(sum / to.length)
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}
