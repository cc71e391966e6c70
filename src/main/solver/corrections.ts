import { BlockSystem } from './block-system.ts'
import type { Advance, Iterate, Kernels, Move, Path } from './kernels/kernels.ts'
import type { Box, Vector } from './solver.ts'

/**
 * The limited-memory matrices of L-BFGS-B: B = θI − W M Wᵀ with W = [Y θS] (Byrd, Lu, Nocedal and Zhu 1995, section 3).
 *
 * Every inner product that the algorithm needs is kept in m × m matrices, those of the subspace problem's K split by the
 * free variables F and the active ones A. They are kept up to date by one pass over S and Y at each step, and by the rows
 * of the variables that change sides. Matrices are indexed by slot, `a · m + b` for a product of slots a and b; `order`
 * lists the slots from the oldest pair to the newest.
 */
export class Corrections<V extends Vector> {
  theta = 1
  #order: number[] = []
  readonly #memory: number
  readonly #kernels: Kernels<V>
  /** These four hold a newer than b, or the same. */
  readonly #ss: Float64Array
  readonly #sy: Float64Array
  readonly #yyFree: Float64Array
  readonly #ssActive: Float64Array
  readonly #syActive: Float64Array
  /** a older than b, or the same. */
  readonly #syFree: Float64Array
  /** [Y S]ᵀg over F, g being the gradient last told of. */
  #gradientFree: Float64Array = new Float64Array(0)

  constructor(kernels: Kernels<V>, memory: number) {
    const square = (): Float64Array => new Float64Array(memory * memory)
    this.#memory = memory
    this.#kernels = kernels
    this.#ss = square()
    this.#sy = square()
    this.#yyFree = square()
    this.#ssActive = square()
    this.#syActive = square()
    this.#syFree = square()
  }

  /** Pairs held. */
  get count(): number {
    return this.#order.length
  }

  /** Forgets every pair. */
  reset(): void {
    this.#order = []
    this.#gradientFree = new Float64Array(0)
    this.theta = 1
  }

  /**
   * Takes in a step's pair, in place of the oldest where the memory is full; F becomes the variables that may move at its end. Where
   * rounding left the pair no positive curvature, all pairs are forgotten.
   */
  push(move: Move<V>): Advance {
    const m = this.#memory
    const newest = this.count === m ? (this.#order.shift() as number) : this.count
    this.#order.push(newest)
    const told = this.#kernels.advance(move, this.#order, true)
    const k = this.count
    const curvature = told.step[k - 1] as number
    if (!(curvature > 0)) {
      this.reset()
      return told
    }
    this.theta = told.changeSquares / curvature
    this.#follow(told, k - 1)
    for (const [i, a] of this.#order.entries()) {
      this.#ss[newest * m + a] = told.step[k + i] as number
      this.#sy[newest * m + a] = told.step[i] as number
      this.#ssActive[newest * m + a] = told.stepActive[k + i] as number
      this.#syActive[newest * m + a] = told.stepActive[i] as number
      this.#yyFree[newest * m + a] = told.changeFree[i] as number
      this.#syFree[a * m + newest] = told.changeFree[k + i] as number
    }
    return told
  }

  /** Goes along with a step without learning from it. */
  pass(move: Move<V>): Advance {
    const told = this.#kernels.advance(move, this.#order, false)
    this.#follow(told, this.count)
    return told
  }

  /** Moves variables from F to A, at the same iterate. @param gram Σ r rᵀ of their rows of [Y S], as a path has it */
  leave(gram: Float64Array): void {
    this.#addGram(gram, -1, this.count)
  }

  #follow({ gradientFree, gram }: Advance, known: number): void {
    this.#gradientFree = gradientFree
    this.#addGram(gram, 1, known)
  }

  /** Adds multiples of the products of rows of variables that go to F, to those of the `known` oldest pairs. */
  #addGram(gram: Float64Array, weight: number, known: number): void {
    const k = this.count
    const at = (row: number, column: number): number => weight * (gram[row * 2 * k + column] as number)
    this.#each(known, (i, j, older, newer) => {
      const index = newer * this.#memory + older
      const transposed = older * this.#memory + newer
      add(this.#yyFree, index, at(i, j))
      add(this.#ssActive, index, -at(k + i, k + j))
      add(this.#syActive, index, -at(k + i, j))
      add(this.#syFree, transposed, at(k + j, i))
    })
  }

  /** Wᵀd for d = −g on F and 0 on A, into p (length 2 · count or more). */
  writeDirectionProducts(p: Float64Array): void {
    const k = this.count
    for (const [index, value] of this.#gradientFree.entries())
      p[index] = (index < k ? -1 : -this.theta) * value
  }

  /** Follows a Cauchy search's path over the first `count` of the breakpoints last listed; see `Kernels.follow`. */
  follow(path: Path<V>, count: number): boolean {
    return this.#kernels.follow(path, this.#order, count)
  }

  /** target = x − g/θ + W u where held at 0, moved into the box; the bound elsewhere. @returns g · (target − x) */
  combine(iterate: Iterate<V>, box: Box<V>, held: Uint8Array, u: Float64Array, target: V): number {
    const k = this.count
    const coefficients = u.map((value, index) => (index < k ? value : this.theta * value))
    return this.#kernels.combine(iterate, box, held, 1 / this.theta, this.#order, coefficients, target)
  }

  /** M, dense, 2 · count square; undefined where it is singular in floating point. */
  middle(): Float64Array | undefined {
    const k = this.count
    const [a, b, c] = [new Float64Array(k * k), new Float64Array(k * k), new Float64Array(k * k)]
    this.#each(k, (i, j, older, newer) => {
      const index = newer * this.#memory + older
      c[i * k + j] = c[j * k + i] = this.theta * (this.#ss[index] as number)
      if (i === j) a[i * k + i] = this.#sy[index] as number
      else b[i * k + j] = this.#sy[index] as number
    })
    return BlockSystem.factorise(k, a, b, c)?.inverse()
  }

  /** K = M⁻¹ − WᵀZZᵀW / θ of the subspace problem, factorised; undefined where that fails. */
  subspaceSystem(): BlockSystem | undefined {
    const k = this.count
    const [a, b, c] = [new Float64Array(k * k), new Float64Array(k * k), new Float64Array(k * k)]
    this.#each(k, (i, j, older, newer) => {
      const index = newer * this.#memory + older
      const curvature = i === j ? (this.#sy[index] as number) : 0
      a[i * k + j] = a[j * k + i] = curvature + (this.#yyFree[index] as number) / this.theta
      c[i * k + j] = c[j * k + i] = this.theta * (this.#ssActive[index] as number)
      if (i !== j) b[i * k + j] = this.#syActive[index] as number
      b[j * k + i] = -(this.#syFree[older * this.#memory + newer] as number)
    })
    return BlockSystem.factorise(k, a, b, c)
  }

  /** Every two positions i ≥ j below `count` in the order of age, with their slots. */
  #each(count: number, visit: (i: number, j: number, older: number, newer: number) => void): void {
    const order = this.#order.slice(0, count)
    for (const [i, newer] of order.entries())
      for (const [j, older] of order.slice(0, i + 1).entries()) visit(i, j, older, newer)
  }
}

function add(values: Float64Array, index: number, amount: number): void {
  values[index] = (values[index] as number) + amount
}
