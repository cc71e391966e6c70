import { cholesky, solveLower, solveLowerTransposed } from '../solver/cholesky.ts'

/** Changes of the residual that are kept, and how many images' numbers they may take together. */
const MOST = 30
const ROOM = 2
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
  readonly #residual: Float32Array
  readonly #point: Float32Array
  #begun = false

  /**
   * @param size numbers of an image
   * @param units numbers of its representation
   */
  constructor(size: number, units: number) {
    this.#most = Math.max(FEWEST, Math.min(MOST, Math.floor((ROOM * size) / units)))
    this.#products = new Float64Array(this.#most ** 2)
    this.#residual = new Float32Array(units)
    this.#point = new Float32Array(size)
  }

  /** Wr at a point, learning from the step that led there. Called once an evaluation, in order; both arrays are copied. */
  weigh(residual: Float32Array, point: Float32Array): Float32Array {
    if (this.#begun) this.#learn(residual, point)
    this.#begun = true
    this.#residual.set(residual)
    this.#point.set(point)
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
    for (const [slot, change] of this.#changes.entries())
      subtract(weighted, change, coefficients[slot] as number)
    return weighted
  }

  #learn(residual: Float32Array, point: Float32Array): void {
    const length = stepLength(this.#point, point)
    if (!(length > 0)) return
    const slot = this.#next
    this.#next = (slot + 1) % this.#most
    this.#changes[slot] ??= new Float32Array(residual.length)
    const change = this.#changes[slot]
    writeDifference(residual, this.#residual, 1 / length, change)
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
  // Four sums side by side: each addition to one alone would wait for the last.
  let [p, q, r, s] = [0, 0, 0, 0]
  const difference = (i: number): number => (to[i] as number) - (from[i] as number)
  const whole = to.length - (to.length % 4)
  for (let i = 0; i < whole; i += 4) {
    p += difference(i) ** 2
    q += difference(i + 1) ** 2
    r += difference(i + 2) ** 2
    s += difference(i + 3) ** 2
  }
  for (let i = whole; i < to.length; i++) p += difference(i) ** 2
  return Math.sqrt((p + q + r + s) / to.length)
}

function writeDifference(to: Float32Array, from: Float32Array, scale: number, change: Float32Array): void {
  for (let i = 0; i < to.length; i++) change[i] = ((to[i] as number) - (from[i] as number)) * scale
}

function subtract(target: Float32Array, vector: Float32Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] as number) - factor * (vector[i] as number)
}

/** Four sums side by side: one would wait for each addition. */
function dot(a: Float32Array, b: Float32Array): number {
  // Four sums side by side: each addition to one alone would wait for the last.
  let [p, q, r, s] = [0, 0, 0, 0]
  const whole = a.length - (a.length % 4)
  for (let i = 0; i < whole; i += 4) {
    p += (a[i] as number) * (b[i] as number)
    q += (a[i + 1] as number) * (b[i + 1] as number)
    r += (a[i + 2] as number) * (b[i + 2] as number)
    s += (a[i + 3] as number) * (b[i + 3] as number)
  }
  for (let i = whole; i < a.length; i++) p += (a[i] as number) * (b[i] as number)
  return p + q + r + s
}
