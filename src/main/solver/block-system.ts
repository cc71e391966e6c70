import { cholesky, solveLower, solveLowerTransposed } from './cholesky.ts'

/**
 * Solves the 2k × 2k symmetric indefinite systems of the compact representation (Byrd, Nocedal and Schnabel 1994),
 *
 *     [ −A  Bᵀ ] [x₁]   [b₁]
 *     [  B  C  ] [x₂] = [b₂],   A positive definite, C positive semidefinite,
 *
 * by two Cholesky factorisations: of A, and of the Schur complement C + B A⁻¹ Bᵀ. Matrices are row by row, k × k.
 */
export class BlockSystem {
  readonly #size: number
  readonly #a: Float64Array
  readonly #b: Float64Array
  readonly #schur: Float64Array

  private constructor(size: number, a: Float64Array, b: Float64Array, schur: Float64Array) {
    this.#size = size
    this.#a = a
    this.#b = b
    this.#schur = schur
  }

  /** Factorises; undefined where A or the Schur complement is not positive definite in floating point. */
  static factorise(k: number, a: Float64Array, b: Float64Array, c: Float64Array): BlockSystem | undefined {
    const factorA = a.slice()
    if (!cholesky(factorA, k)) return undefined
    // B A⁻¹ Bᵀ = V Vᵀ with the rows of V solving L v = b.
    const v = b.slice()
    for (let row = 0; row < k; row++) solveLower(factorA, k, v, row * k)
    const schur = c.slice()
    for (let i = 0; i < k; i++)
      for (let j = 0; j < k; j++) {
        let sum = 0
        for (let l = 0; l < k; l++) sum += get(v, i * k + l) * get(v, j * k + l)
        schur[i * k + j] = get(schur, i * k + j) + sum
      }
    if (!cholesky(schur, k)) return undefined
    return new BlockSystem(k, factorA, b.slice(), schur)
  }

  /** Overwrites the right-hand side (length 2k) with the solution. */
  solve(rhs: Float64Array): void {
    const k = this.#size
    const top = rhs.slice(0, k)
    this.#solveA(top)
    for (let i = 0; i < k; i++) {
      let sum = 0
      for (let j = 0; j < k; j++) sum += get(this.#b, i * k + j) * get(top, j)
      rhs[k + i] = get(rhs, k + i) + sum
    }
    const bottom = rhs.subarray(k, 2 * k)
    solveLower(this.#schur, k, bottom, 0)
    solveLowerTransposed(this.#schur, k, bottom)
    for (let j = 0; j < k; j++) {
      let sum = 0
      for (let i = 0; i < k; i++) sum += get(this.#b, i * k + j) * get(bottom, i)
      top[j] = sum - get(rhs, j)
    }
    this.#solveA(top)
    rhs.set(top)
  }

  /** The inverse as a dense 2k × 2k matrix. */
  inverse(): Float64Array {
    const order = 2 * this.#size
    const dense = new Float64Array(order * order)
    for (let row = 0; row < order; row++) {
      dense[row * order + row] = 1
      this.solve(dense.subarray(row * order, (row + 1) * order))
    }
    return dense
  }

  #solveA(vector: Float64Array): void {
    solveLower(this.#a, this.#size, vector, 0)
    solveLowerTransposed(this.#a, this.#size, vector)
  }
}

const get = (values: Float64Array, index: number): number => values[index] as number
