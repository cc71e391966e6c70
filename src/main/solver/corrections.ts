import { BlockSystem } from './block-system.ts'
import type { Iterate, Kernels, RowTerms, StepProducts } from './kernels/kernels.ts'
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
  readonly #s: V[] = []
  readonly #y: V[] = []
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
  /** 0 for the variables of F. */
  readonly #active: Uint8Array
  readonly #changed: Int32Array
  readonly #moved: Int32Array
  readonly #weights: Int8Array

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
    this.#active = kernels.flags()
    this.#changed = kernels.variables()
    this.#moved = kernels.variables()
    this.#weights = kernels.weights()
  }

  /** Pairs held. */
  get count(): number {
    return this.#order.length
  }

  /** Y's vectors from the oldest to the newest, then S's. */
  get #columns(): V[] {
    return [
      ...this.#order.map((slot) => this.#y[slot] as V),
      ...this.#order.map((slot) => this.#s[slot] as V),
    ]
  }

  /** Forgets every pair. */
  reset(): void {
    this.#order = []
    this.#gradientFree = new Float64Array(0)
    this.theta = 1
  }

  /**
   * Takes in a step, in place of the oldest pair where the memory is full, and makes F the variables that `held` marks 0
   * where it ends. Where rounding left the step no positive curvature, all pairs are forgotten.
   */
  push(from: Iterate<V>, to: Iterate<V>, held: Uint8Array): void {
    const m = this.#memory
    const before = this.#gradientFree
    const newest = this.count === m ? (this.#order.shift() as number) : this.count
    this.#order.push(newest)
    this.#s[newest] ??= this.#kernels.vector()
    this.#y[newest] ??= this.#kernels.vector()
    const s = this.#s[newest] as V
    const y = this.#y[newest] as V
    const own = this.#kernels.learn(from, to, this.#active, s, y, this.#moved)
    if (!(own.sy > 0)) this.reset()
    else this.theta = own.yy / own.sy
    const products = this.#sweep(s, to.gradient, held, own.moved)
    const k = this.count
    // Where the oldest pair was dropped, the others stood one place further on.
    const shift = before.length / 2 - (k - 1)
    for (const [i, a] of this.#order.entries()) {
      this.#ss[newest * m + a] = products.step[k + i] as number
      this.#sy[newest * m + a] = products.step[i] as number
      this.#ssActive[newest * m + a] = products.moved[k + i] as number
      this.#syActive[newest * m + a] = products.moved[i] as number
      if (a === newest) break
      // Over the old F, y is the change of g, and so its products are the change of g's.
      const old = (index: number): number =>
        (products.gradient[index] as number) - (products.changed[index] as number)
      this.#yyFree[newest * m + a] = old(i) - (before[i + shift] as number)
      this.#syFree[a * m + newest] = old(k + i) - (before[before.length / 2 + i + shift] as number)
    }
    this.#yyFree[newest * m + newest] = own.yyFree
    this.#syFree[newest * m + newest] = own.syFree
    this.#addGram(products.gram)
  }

  /** Follows to another iterate without learning from the step. */
  pass(gradient: V, held: Uint8Array): void {
    this.#addGram(this.#sweep(gradient, gradient, held, 0).gram)
  }

  /** Follows `held`, renews [Y S]ᵀg over the new F, and returns what the sweep over all pairs gave. */
  #sweep(step: V, gradient: V, held: Uint8Array, movedCount: number): StepProducts {
    const changedCount = this.#kernels.follow(held, this.#active, this.#changed, this.#weights)
    const products = this.#kernels.sweep(this.#columns, {
      step,
      gradient,
      active: this.#active,
      moved: this.#moved,
      movedCount,
      changed: this.#changed,
      weights: this.#weights,
      changedCount,
    })
    this.#gradientFree = products.gradient
    return products
  }

  /**
   * Makes F the variables that `held` marks 0, A the others, at the same iterate.
   *
   * @param gradient the one last told of.
   */
  follow(held: Uint8Array, gradient: V): void {
    const count = this.#kernels.follow(held, this.#active, this.#changed, this.#weights)
    if (count === 0 || this.count === 0) return
    const sums = this.#gradientFree
    this.#addGram(this.#kernels.gram(this.#columns, this.#changed, this.#weights, count, gradient, sums))
  }

  /** Adds the rows of variables that changed sides. */
  #addGram(gram: Float64Array): void {
    const k = this.count
    const at = (row: number, column: number): number => gram[row * 2 * k + column] as number
    this.#each((i, j, older, newer) => {
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

  /** For a variable: its row of W, into `row`, and that row's products with M (`middle`), c and p. */
  rowTerms(
    middle: Float64Array,
    c: Float64Array,
    p: Float64Array,
    row: Float64Array,
  ): (variable: number) => RowTerms {
    return this.#kernels.rowTerms(this.#columns, this.theta, middle, c, p, row)
  }

  /** target = x − g/θ + W u where held at 0, moved into the box; the bound elsewhere. @returns g · (target − x) */
  combine(iterate: Iterate<V>, box: Box<V>, held: Uint8Array, u: Float64Array, target: V): number {
    const k = this.count
    const coefficients = u.map((value, index) => (index < k ? value : this.theta * value))
    const columns = this.#columns
    return this.#kernels.combine(iterate, box, held, 1 / this.theta, columns, coefficients, target)
  }

  /** M, dense, 2 · count square; undefined where it is singular in floating point. */
  middle(): Float64Array | undefined {
    const k = this.count
    const [a, b, c] = [new Float64Array(k * k), new Float64Array(k * k), new Float64Array(k * k)]
    this.#each((i, j, older, newer) => {
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
    this.#each((i, j, older, newer) => {
      const index = newer * this.#memory + older
      const curvature = i === j ? (this.#sy[index] as number) : 0
      a[i * k + j] = a[j * k + i] = curvature + (this.#yyFree[index] as number) / this.theta
      c[i * k + j] = c[j * k + i] = this.theta * (this.#ssActive[index] as number)
      if (i !== j) b[i * k + j] = this.#syActive[index] as number
      b[j * k + i] = -(this.#syFree[older * this.#memory + newer] as number)
    })
    return BlockSystem.factorise(k, a, b, c)
  }

  /** Every two positions i ≥ j in the order of age, with their slots. */
  #each(visit: (i: number, j: number, older: number, newer: number) => void): void {
    for (const [i, newer] of this.#order.entries())
      for (const [j, older] of this.#order.slice(0, i + 1).entries()) visit(i, j, older, newer)
  }
}

function add(values: Float64Array, index: number, amount: number): void {
  values[index] = (values[index] as number) + amount
}
